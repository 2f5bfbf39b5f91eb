import { useSearch } from '@tanstack/react-router';
import { api, type Schema } from '../../api/client';
import { usePage } from '../../api/page-of';
import { Amount, formatAmount, formatCount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { RowLink } from '../../ui/link';
import { News } from '../../ui/news';
import { Paged } from '../../ui/paged';
import { Panel } from '../../ui/screen';
import { SparkLine } from '../../ui/spark-line';
import { type Column, Table } from '../../ui/table';
import { words } from '../../words/batch-sheet';
import { spendWords } from '../../words/spend';
import { spendOf } from './spend-flag';
import type { Sheet } from './use-sheet';

type AccountOfSheet = Schema<'AccountOfSheet'>;

const sums = ['basis', 'markup', 'adjustments', 'rounding', 'net', 'tax', 'gross'] as const;

const columns = (currency: string): readonly Column<AccountOfSheet>[] => [
  {
    header: words.accountsId,
    cell: ({ accountId, accountsId, name }) => (
      <>
        <RowLink to="/accounts/$id" params={{ id: accountId }}>
          {accountsId}
        </RowLink>
        <span className="block max-w-56 min-w-32 break-words">{name}</span>
      </>
    ),
  },
  { header: words.rows, numeric: true, cell: ({ rows }) => formatCount(rows) },
  ...sums.map((sum): Column<AccountOfSheet> => ({
    header: words.sumRows[sum][0],
    numeric: true,
    cell: (account) => <Amount value={account[sum]} />,
  })),
  { header: words.lastMonth, numeric: true, cell: ({ lastMonth }) => <Amount value={lastMonth} /> },
  { header: words.months, cell: (account) => <Months account={account} currency={currency} /> },
];

/** What each Account owes, the most first, beside what it owed before. */
export function SheetAccounts({ sheet: { id, location } }: { sheet: Sheet }) {
  const { cursor } = useSearch({ from: '/shell/batch-sheets/$id' });
  const query = usePage(
    'sheet',
    { id, cursor },
    () => api.get('/v1/batch-sheets/{id}/accounts', { params: { path: { id }, query: { cursor } } }),
    'accounts',
  );
  return (
    <Panel title={words.sums(location.currency)} aside={<News kind="sheet" id={id} />}>
      <Paged query={query} cursor={cursor}>
        {(items) => (
          <Table
            caption={words.accountsCaption}
            columns={columns(location.currency)}
            items={items}
            keyOf={({ accountId }) => accountId}
            empty={words.accountsEmpty}
          />
        )}
      </Paged>
    </Panel>
  );
}

function Months({
  account: { months, median, net },
  currency,
}: {
  account: AccountOfSheet;
  currency: string;
}) {
  const { flag, times } = spendOf(net, median);
  const usual = median === null ? undefined : formatAmount(median, currency);
  return (
    <div className="min-w-40 space-y-1 text-xs">
      {usual && (
        <>
          <SparkLine
            label={words.sparkLabel(usual)}
            values={[...months.map((month) => Number(month.net)), Number(net)]}
            usual={Number(median)}
          />
          <p className="text-muted">{words.usually(usual)}</p>
        </>
      )}
      {flag && <Badge tone={flag === 'first' ? 'neutral' : 'warn'}>{spendWords[flag](times)}</Badge>}
    </div>
  );
}
