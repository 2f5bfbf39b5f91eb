import { useSearch } from '@tanstack/react-router';
import { useMe } from '../../app/me';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { Amount } from '../../ui/amount';
import { Choice, Filters } from '../../ui/filters';
import { ButtonLink, RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { PagedTable } from '../../ui/paged-table';
import { Panel, Screen } from '../../ui/screen';
import type { Column } from '../../ui/table';
import { Ago, Day } from '../../ui/time';
import { statuses, words } from '../../words/imports';
import { amountOf } from './import-parts';
import { ImportStatus } from './import-status';
import { RowsBar } from './rows-bar';
import { UploadedBy } from './uploaded-by';

type ChargeImport = Schema<'ChargeImport'>;

const columns: readonly Column<ChargeImport>[] = [
  {
    header: words.file,
    cell: ({ id, file }) => (
      <span className="block max-w-72 min-w-40 break-words">
        <RowLink to="/imports/$id" params={{ id }}>
          {words.unnamed(file.name)}
        </RowLink>
      </span>
    ),
  },
  { header: words.status, cell: ({ status }) => <ImportStatus status={status} /> },
  { header: words.location, cell: ({ location }) => location.name },
  { header: words.type, cell: ({ importType }) => importType },
  { header: words.batchDate, cell: ({ batchDate }) => <Day date={batchDate} /> },
  { header: words.rows, cell: (found) => <RowsBar found={found} /> },
  {
    header: words.sum,
    numeric: true,
    cell: (found) => <Amount value={amountOf(found, 'file')} currency={found.location.currency} />,
  },
  {
    header: words.by,
    cell: (found) => (
      <>
        <UploadedBy found={found} /> <Ago at={found.createdAt} />
      </>
    ),
  },
];

export function ImportsScreen() {
  const { mayAnywhere } = useMe();
  const { status, cursor, location } = useSearch({ from: '/shell/imports' });
  const query = usePage('import', { status, cursor, location }, () =>
    api.get('/v1/charge-imports', {
      params: { query: { status: status as ChargeImport['status'], cursor, locationId: location } },
    }),
  );
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        mayAnywhere('edit-charges') && (
          <ButtonLink to="/imports/new" look="primary">
            {words.add}
          </ButtonLink>
        )
      }
    >
      <Panel>
        <Filters>
          <Choice
            label={words.status}
            name="status"
            value={status}
            any={words.anyStatus}
            choices={Object.entries(statuses).map(([value, [text]]) => [value, text] as const)}
          />
          <News kind="import" />
        </Filters>
        <PagedTable query={query} cursor={cursor} columns={columns} words={words} />
      </Panel>
    </Screen>
  );
}
