import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { rowStatuses } from '../../../../domain/imports/totals';
import { api, type Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import { Paged } from '../../../ui/paged';
import { isSearched, type RowFilter, type RowSearch } from './row-filter';
import { RowFilters } from './row-filters';
import { SelectableRows } from './selectable-rows';

type ChargeImport = Schema<'ChargeImport'>;

/** The rows of an import, as the address filters them. */
export function ImportRows({ found }: { found: ChargeImport }) {
  const { status: asked, reason, differs, cursor, ...rest } = useSearch({ from: '/shell/imports/$id' });
  const { code, line, numberEnd, text } = rest;
  const search: RowSearch = { code, line, numberEnd, text };
  const status = rowStatuses.find((one) => one === asked);
  const filter: RowFilter = { status, reason, differs: differs as RowFilter['differs'] };
  const query = useQuery({
    queryKey: one('import', found.id, 'rows', filter, search, cursor),
    queryFn: () =>
      api.get('/v1/charge-imports/{id}/rows', {
        params: {
          path: { id: found.id },
          query: { ...filter, ...search, line: line === undefined ? undefined : Number(line), cursor },
        },
      }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <RowFilters found={found} filter={filter} search={search} />
      <Paged query={query} cursor={cursor}>
        {(items, next) => (
          <SelectableRows
            key={JSON.stringify([filter, search, cursor])}
            found={found}
            filter={filter}
            isSearched={isSearched(search)}
            items={items}
            hasMore={next !== null}
          />
        )}
      </Paged>
    </>
  );
}
