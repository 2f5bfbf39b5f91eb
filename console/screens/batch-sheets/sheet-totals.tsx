import { useQuery } from '@tanstack/react-query';
import { api, type Schema } from '../../api/client';
import { list } from '../../api/keys';
import { formatAmount } from '../../ui/amount';
import { Totals } from '../../ui/totals';
import { words } from '../../words/batch-sheets';

interface Filter {
  state: Schema<'BatchSheet'>['state'] | undefined;
  locationId: string | undefined;
  number?: string | undefined;
  person?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** How many sheets fit the filter, and their sums; amounts of different currencies are never added. */
export function SheetTotals({ filter }: { filter: Filter }) {
  const query = useQuery({
    queryKey: list('sheet', 'totals', filter),
    queryFn: () => api.get('/v1/batch-sheets/totals', { params: { query: filter } }),
  });
  return (
    <Totals query={query}>
      {({ sheets, byCurrency }) => (
        <>
          <span>{words.totals(sheets)}</span>
          {byCurrency.map(({ currency, net, tax, gross }) => {
            const money = (sum: string) => formatAmount(sum, currency);
            return (
              <span key={currency} className="block sm:ml-4 sm:inline">
                {words.netTaxGross(money(net), money(tax), money(gross))}
              </span>
            );
          })}
        </>
      )}
    </Totals>
  );
}
