import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { list } from '../../api/keys';
import { formatAmount } from '../../ui/amount';
import { Totals } from '../../ui/totals';
import { words } from '../../words/charges';

interface Filter {
  locationId: string | undefined;
  accountId: string | undefined;
  batchSheetId: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  least?: string | undefined;
  most?: string | undefined;
}

/** The sums of all charges that fit the filter, by currency. */
export function ChargeTotals({ filter }: { filter: Filter }) {
  const query = useQuery({
    queryKey: list('sheet', 'charge totals', filter),
    queryFn: () => api.get('/v1/charges/totals', { params: { query: filter } }),
  });
  return (
    <Totals query={query}>
      {({ charges, byCurrency }) => (
        <>
          <span>{words.totals(charges)}</span>
          {byCurrency.map(({ currency, net }) => (
            <span key={currency} className="ml-4">
              {words.netOf(formatAmount(net, currency))}
            </span>
          ))}
        </>
      )}
    </Totals>
  );
}
