import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { downloadPath } from '../../api/download-path';
import { usePage } from '../../api/page-of';
import { Amount } from '../../ui/amount';
import { buttonClasses } from '../../ui/button';
import { Link, RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { Paged } from '../../ui/paged';
import { Panel, Screen } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { Time } from '../../ui/time';
import { words } from '../../words/charges';
import { ChargeFilters } from './charge-filters';
import { ChargeTotals } from './charge-totals';
import { Narrowed } from './narrowed';

type Charge = Schema<'Charge'>;

const columns: readonly Column<Charge>[] = [
  {
    header: words.sheet,
    cell: ({ batchSheetId, batchSheetNumber }) => (
      <RowLink to="/batch-sheets/$id" params={{ id: batchSheetId }} className="whitespace-nowrap">
        {batchSheetNumber}
      </RowLink>
    ),
  },
  {
    header: words.line,
    cell: ({ importId, line }) =>
      line !== null && (
        <Link
          to="/imports/$id"
          params={{ id: importId }}
          search={{ tab: 'rows', line: String(line) }}
          className="whitespace-nowrap"
        >
          {words.lineNumber(line)}
        </Link>
      ),
  },
  {
    header: words.account,
    cell: ({ accountId, accountsId }) => (
      <Link to="/accounts/$id" params={{ id: accountId }} className="whitespace-nowrap">
        {accountsId}
      </Link>
    ),
  },
  {
    header: words.description,
    cell: ({ description }) => <span className="break-words">{description}</span>,
  },
  { header: words.posted, cell: ({ postedAt }) => <Time at={postedAt} /> },
  ...(['basis', 'markup', 'net'] as const).map((sum): Column<Charge> => ({
    header: words[sum],
    numeric: true,
    cell: (charge) => <Amount value={charge[sum]} currency={charge.currency} />,
  })),
];

export function ChargesScreen() {
  const { cursor, location, account, sheet, ...asked } = useSearch({ from: '/shell/charges' });
  const filter = { ...asked, locationId: location, accountId: account, batchSheetId: sheet };
  const query = usePage(
    'sheet',
    { ...filter, cursor },
    () => api.get('/v1/charges', { params: { query: { ...filter, cursor } } }),
    'charges',
  );
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        <>
          <News kind="sheet" />
          <a className={buttonClasses('plain')} href={downloadPath('/v1/charges/export', filter)} download>
            {words.export}
          </a>
        </>
      }
    >
      <Panel>
        <ChargeFilters {...asked} />
        <Narrowed account={account} sheet={sheet} />
        <ChargeTotals filter={filter} />
        <Paged query={query} cursor={cursor}>
          {(items) => (
            <Table
              caption={words.caption}
              columns={columns}
              items={items}
              keyOf={({ id, batchSheetId, rowNumber }) => id ?? `${batchSheetId} ${rowNumber}`}
              empty={words.empty}
            />
          )}
        </Paged>
      </Panel>
    </Screen>
  );
}
