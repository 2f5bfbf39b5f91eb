import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { useMe } from '../../app/me';
import { formatBytes } from '../../ui/file-drop';
import { ButtonLink, RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { PagedTable } from '../../ui/paged-table';
import { Panel, Screen } from '../../ui/screen';
import type { Column } from '../../ui/table';
import { stored, words } from '../../words/locations';

type Location = Schema<'Location'>;

const columns: readonly Column<Location>[] = [
  {
    header: words.name,
    cell: ({ id, name }) => (
      <span className="block max-w-80 min-w-32 break-words">
        <RowLink to="/locations/$id" params={{ id }}>
          {name}
        </RowLink>
      </span>
    ),
  },
  { header: words.timeZone, cell: ({ timeZone }) => timeZone },
  { header: words.currency, cell: ({ currency }) => currency },
  { header: words.site, cell: ({ connectSiteId }) => connectSiteId ?? words.none },
  { header: words.stored, numeric: true, cell: (location) => storedOf(location) },
];

export function LocationsScreen() {
  const { may } = useMe();
  const { cursor } = useSearch({ from: '/shell/locations' });
  const query = usePage('location', { cursor }, () =>
    api.get('/v1/locations', { params: { query: { cursor } } }),
  );
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        may('configure', null) && (
          <ButtonLink look="primary" to="/locations/new">
            {words.add}
          </ButtonLink>
        )
      }
    >
      <Panel>
        <News kind="location" />
        <PagedTable query={query} cursor={cursor} columns={columns} words={words} />
      </Panel>
    </Screen>
  );
}

const storedOf = ({ storedBytes, storedBytesLimit }: Location): string =>
  storedBytesLimit === null
    ? formatBytes(storedBytes)
    : stored.of(formatBytes(storedBytes), formatBytes(storedBytesLimit));
