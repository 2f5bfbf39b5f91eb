import { useQuery } from '@tanstack/react-query';
import { api, type Schema } from '../../api/client';
import { one } from '../../api/keys';
import { Amount, formatAmount } from '../../ui/amount';
import { Asked } from '../../ui/asked';
import { longMonth } from '../../ui/month-bars';
import { MonthChart } from '../../ui/month-chart';
import { Panel } from '../../ui/screen';
import { type Column, Table } from '../../ui/table';
import { months as words } from '../../words/locations';

type Months = Schema<'Months'>;

const columns = (currency: string): readonly Column<Months['months'][number]>[] => [
  { header: words.month, cell: ({ month }) => longMonth(month) },
  { header: words.net(currency), numeric: true, cell: ({ net }) => <Amount value={net} /> },
];

/** What the Location's Accounts were charged in each of thirteen months. */
export function LocationMonths({ id }: { id: string }) {
  const query = useQuery({
    queryKey: one('location', id, 'months'),
    queryFn: () => api.get('/v1/locations/{id}/months', { params: { path: { id } } }),
  });
  return (
    <Panel title={query.data ? words.title(query.data.currency) : words.titleWaiting}>
      <Asked query={query}>{(found) => <Charged {...found} />}</Asked>
    </Panel>
  );
}

function Charged({ currency, months, median }: Months) {
  if (months.every(({ net }) => Number(net) === 0))
    return <p className="text-sm text-muted">{words.empty}</p>;
  return (
    <div className="space-y-2 text-sm">
      <p className="text-xs text-muted">
        {words.why} {median !== null && words.median(formatAmount(median, currency))}
      </p>
      <div role="region" aria-label={words.titleWaiting} tabIndex={0} className="overflow-x-auto">
        <MonthChart label={words.title(currency)} months={months} median={median} currency={currency} />
      </div>
      <details>
        <summary>{words.table}</summary>
        <Table
          caption={words.title(currency)}
          columns={columns(currency)}
          items={months}
          keyOf={({ month }) => month}
          empty=""
        />
      </details>
    </div>
  );
}
