import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { one } from '../../api/keys';
import { formatAmount } from '../../ui/amount';
import { Asked } from '../../ui/asked';
import { Link } from '../../ui/link';
import { Panel } from '../../ui/screen';
import { SparkLine } from '../../ui/spark-line';
import { charges as words } from '../../words/account';

/** What the Account was charged: this month, usually, and over a year. */
export function MonthsPanel({ id }: { id: string }) {
  const query = useQuery({
    queryKey: one('account', id, 'months'),
    queryFn: () => api.get('/v1/accounts/{id}/months', { params: { path: { id } } }),
  });
  return (
    <Panel
      title={words.title}
      aside={
        <Link to="/charges" search={{ account: id }}>
          {words.all}
        </Link>
      }
    >
      <Asked query={query}>
        {({ months, median, currency }) => {
          const usual = median === null ? undefined : formatAmount(median, currency);
          const current = months.at(-1);
          if (!current || months.every(({ net }) => Number(net) === 0))
            return <p className="text-sm text-muted">{words.none}</p>;
          return (
            <div className="space-y-1 text-sm">
              <SparkLine
                label={words.sparkLabel(usual)}
                values={months.map(({ net }) => Number(net))}
                usual={median === null ? undefined : Number(median)}
              />
              <p>{words.current(current.month, formatAmount(current.net, currency))}</p>
              {usual && <p className="text-muted">{words.usually(usual)}</p>}
            </div>
          );
        }}
      </Asked>
    </Panel>
  );
}
