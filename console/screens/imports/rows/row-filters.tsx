import { rowStatuses } from '../../../../domain/imports/totals';
import type { Schema } from '../../../api/client';
import { formatCount } from '../../../ui/amount';
import { Choice, Filters, Search } from '../../../ui/filters';
import { words } from '../../../words/import-rows';
import { parts } from '../../../words/imports';
import type { RowFilter, RowSearch } from './row-filter';

type ChargeImport = Schema<'ChargeImport'>;

const differences = Object.entries(words.differences);

/** Which rows are listed, and what is looked for among them. */
export function RowFilters({
  found,
  filter: { status, reason, differs },
  search,
}: {
  found: ChargeImport;
  filter: RowFilter;
  search: RowSearch;
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
      <Search label={words.searchCode} name="code" value={search.code} />
      <Search
        label={words.searchLine}
        name="line"
        value={search.line}
        inputMode="numeric"
        pattern="[0-9]{1,9}"
      />
      <Search
        label={words.searchNumber}
        name="numberEnd"
        value={search.numberEnd}
        inputMode="numeric"
        pattern="[0-9]{2,4}"
      />
      <Search label={words.searchText} name="text" value={search.text} minLength={2} maxLength={100} />
    </Filters>
  );
}
