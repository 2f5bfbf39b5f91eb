import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { Amount } from '../../ui/amount';
import { Asked } from '../../ui/asked';
import { Choice, Filters } from '../../ui/filters';
import { Link, RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { Pager } from '../../ui/pager';
import { Panel, Screen } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { Day } from '../../ui/time';
import { states, words } from '../../words/batch-sheets';
import { SheetState } from './sheet-state';
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
  const { state, cursor, location } = useSearch({ from: '/shell/batch-sheets' });
  const query = usePage('sheet', { state, cursor, location }, () =>
    api.get('/v1/batch-sheets', { params: { query: { state: state as Sheet['state'], cursor } } }),
  );
  return (
    <Screen title={words.title} purpose={words.purpose}>
      <Panel>
        <Filters>
          <Choice
            label={words.state}
            name="state"
            value={state}
            any={words.anyState}
            choices={Object.entries(states).map(([value, [text]]) => [value, text] as const)}
          />
          <QuickFilters />
          <News kind="sheet" />
        </Filters>
        <Asked query={query}>
          {({ items, next }) => (
            <>
              <Table
                caption={words.caption}
                columns={columns}
                items={items.filter((sheet) => !location || sheet.location.id === location)}
                keyOf={({ id }) => id}
                empty={words.empty}
              />
              <Pager cursor={cursor} next={next} />
            </>
          )}
        </Asked>
      </Panel>
    </Screen>
  );
}

const QuickFilters = () => (
  <nav aria-label={words.quick} className="flex flex-wrap gap-4 py-2 text-sm">
    <Link to="/batch-sheets" search={{ state: 'completed' }}>
      {words.waiting}
    </Link>
    <Link to="/batch-sheets" search={{}}>
      {words.all}
    </Link>
  </nav>
);
