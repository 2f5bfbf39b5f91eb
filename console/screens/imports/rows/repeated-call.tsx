import type { Schema } from '../../../api/client';
import { formatAmount } from '../../../ui/amount';
import { Badge } from '../../../ui/badge';
import { Link } from '../../../ui/link';
import { Time } from '../../../ui/time';
import { words } from '../../../words/import-rows';
import type { CallColumnsOptions } from './call-columns';
import { formatDuration } from './duration';

type Repeated = Schema<'RepeatedCall'>;

/** The row of another sheet that a held row repeats, where they differ, and whether it was billed. */
export function RepeatedCall({ repeats, zone, currency }: CallColumnsOptions & { repeats: Repeated | null }) {
  if (!repeats) return <>–</>;
  const { batchSheet, importId, line, sameness, differs, billed, leftOut, settled } = repeats;
  return (
    <div className="min-w-64 space-y-1">
      <p>
        {words.sameness[sameness]}{' '}
        <Link to="/imports/$id" params={{ id: importId }} className="underline">
          {words.there(batchSheet, String(line))}
        </Link>
      </p>
      <p className="text-xs text-muted">
        <Time at={repeats.startedAt} zone={zone} />, {callOf(repeats, currency)}
      </p>
      {differs.length > 0 && (
        <p className="text-xs font-medium">
          {words.differsIn(differs.map((field) => words.differences[field] ?? field).join(', '))}
        </p>
      )}
      <Badge tone={billed ? 'good' : 'warn'}>{billed ? words.billed : words.leftOut(leftOut ?? '')}</Badge>
      {settled !== null && (
        <span className="block text-xs text-muted">{words.settled[settled] ?? settled}</span>
      )}
    </div>
  );
}

const callOf = ({ durationSeconds, extension, number, sell, buy }: Repeated, currency: string): string => {
  const amount = sell ?? buy;
  return [
    durationSeconds !== null && formatDuration(durationSeconds),
    extension,
    number,
    amount !== null && formatAmount(amount, currency),
  ]
    .filter(Boolean)
    .join(', ');
};
