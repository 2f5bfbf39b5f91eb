import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { RowLink } from '../../ui/link';
import { Paged } from '../../ui/paged';
import { Panel, Screen } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { Ago } from '../../ui/time';
import { words } from '../../words/work';
import { ImportsInMotion } from './imports-in-motion';
import { WorkCounts } from './work-counts';

type Work = Schema<'Work'>;

const columns: readonly Column<Work>[] = [
  {
    header: words.what,
    cell: (work) => (
      <span className="block min-w-40">
        <RowLink to={placeOf(work)}>{words.kinds[work.kind]}</RowLink>
      </span>
    ),
  },
  {
    header: words.about,
    cell: ({ name }) => <span className="block max-w-72 min-w-32 break-words">{name}</span>,
  },
  { header: words.where, cell: ({ location }) => location.name },
  { header: words.since, cell: ({ since }) => <Ago at={since} /> },
];

export function WorkScreen() {
  const { cursor, location } = useSearch({ from: '/shell/work' });
  const query = usePage('work', { cursor, location }, () =>
    api.get('/v1/work', { params: { query: { cursor, locationId: location } } }),
  );
  return (
    <Screen title={words.title} purpose={words.purpose}>
      <WorkCounts locationId={location} />
      <Panel>
        <Paged query={query} cursor={cursor}>
          {(items) => (
            <Table
              caption={words.caption}
              columns={columns}
              items={items}
              keyOf={({ kind, id }) => kind + id}
              empty={words.empty}
            />
          )}
        </Paged>
      </Panel>
      <ImportsInMotion location={location} />
    </Screen>
  );
}

/** The screen of what the API calls by its own address. */
function placeOf({ href, id }: Work): string {
  if (href.startsWith('/v1/batch-sheets/')) return `/batch-sheets/${id}`;
  if (href.startsWith('/v1/charge-imports/')) return `/imports/${id}`;
  return href.endsWith('/connect-client') ? `/sends/${id}` : `/accounts/${id}`;
}
