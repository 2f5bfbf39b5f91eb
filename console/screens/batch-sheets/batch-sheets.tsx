import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { Amount } from '../../ui/amount';
import { RowLink } from '../../ui/link';
import { PagedTable } from '../../ui/paged-table';
import { Panel, Screen } from '../../ui/screen';
import type { Column } from '../../ui/table';
import { Day } from '../../ui/time';
import { words } from '../../words/batch-sheets';
import { SheetFilters } from './sheet-filters';
import { SheetState } from './sheet-state';
import { SheetTotals } from './sheet-totals';
import { Who } from './who';

type Sheet = Schema<'ListedBatchSheet'>;

const columns: readonly Column<Sheet>[] = [
  {
    header: words.number,
    cell: ({ id, number }) => (
      <RowLink to="/batch-sheets/$id" params={{ id }} className="whitespace-nowrap">
        {number}
      </RowLink>
    ),
  },
  { header: words.sheet, cell: ({ title }) => title },
  { header: words.state, cell: ({ state }) => <SheetState state={state} /> },
  { header: words.location, cell: ({ location }) => location.name },
  { header: words.batchDate, cell: ({ batchDate }) => <Day date={batchDate} /> },
  {
    header: words.net,
    numeric: true,
    cell: ({ net, location }) => <Amount value={net} currency={location.currency} />,
  },
  {
    header: words.notBilled,
    numeric: true,
    cell: ({ notBilled, location }) =>
      notBilled.rows > 0 && (
        <>
          <Amount value={notBilled.amount} currency={location.currency} />
          <span className="block text-xs text-muted">{words.rowsNotBilled(notBilled.rows)}</span>
        </>
      ),
  },
  { header: words.who, cell: (sheet) => <Who sheet={sheet} /> },
];

export function BatchSheetsScreen() {
  const { cursor, location, state, ...asked } = useSearch({ from: '/shell/batch-sheets' });
  const filter = { ...asked, state: state as Sheet['state'] | undefined, locationId: location };
  const query = usePage('sheet', { ...filter, cursor }, () =>
    api.get('/v1/batch-sheets', { params: { query: { ...filter, cursor } } }),
  );
  return (
    <Screen title={words.title} purpose={words.purpose}>
      <Panel>
        <SheetFilters {...asked} state={state} />
        <SheetTotals filter={filter} />
        <PagedTable query={query} cursor={cursor} columns={columns} words={words} />
      </Panel>
    </Screen>
  );
}
