import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { rowStatuses } from '../../../../domain/imports/totals';
import { api, type Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import { Asked } from '../../../ui/asked';
import { Choice, Filters } from '../../../ui/filters';
import { Pager } from '../../../ui/pager';
import { formatCount } from '../../../ui/amount';
import { parts } from '../../../words/imports';
import { words } from '../../../words/import-rows';
import type { RowFilter } from './row-filter';
import { SelectableRows } from './selectable-rows';

type ChargeImport = Schema<'ChargeImport'>;

/** The rows of an import, as the address filters them. */
export function ImportRows({ found }: { found: ChargeImport }) {
  const { status: asked, reason, differs, cursor } = useSearch({ from: '/shell/imports/$id' });
  const status = rowStatuses.find((one) => one === asked);
  const filter: RowFilter = { status, reason, differs: differs as RowFilter['differs'] };
  const query = useQuery({
    queryKey: one('import', found.id, 'rows', filter, cursor),
    queryFn: () =>
      api.get('/v1/charge-imports/{id}/rows', {
        params: { path: { id: found.id }, query: { ...filter, cursor } },
      }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <RowFilters found={found} filter={filter} />
      <Asked query={query}>
        {({ items, next }) => (
          <>
            <SelectableRows
              key={JSON.stringify([filter, cursor])}
              found={found}
              filter={filter}
              items={items}
            />
            <Pager cursor={cursor} next={next} />
          </>
        )}
      </Asked>
    </>
  );
}

const differences = Object.entries(words.differences);

function RowFilters({
  found,
  filter: { status, reason, differs },
}: {
  found: ChargeImport;
  filter: RowFilter;
}) {
  const reasons = Object.entries(found.unmatchedReasons);
  return (
    <Filters>
      <Choice
        label={words.which}
        name="status"
        value={status}
        any={words.allRows}
        without={['reason', 'differs']}
        choices={rowStatuses.map(
          (one) => [one, `${parts[one][0]} (${formatCount(found.rows[one])})`] as const,
        )}
      />
      {status === 'unmatched' && (
        <Choice
          label={words.reasonFilter}
          name="reason"
          value={reason}
          any={words.anyReason}
          choices={reasons.map(([one, count]) => [one, `${one} (${formatCount(count)})`] as const)}
        />
      )}
      {status === 'duplicate' && (
        <Choice
          label={words.differs}
          name="differs"
          value={differs}
          any={words.anyDifference}
          choices={differences}
        />
      )}
    </Filters>
  );
}
