import type { Schema } from '../../../api/client';
import { Amount } from '../../../ui/amount';
import { Badge } from '../../../ui/badge';
import { Link } from '../../../ui/link';
import type { Column } from '../../../ui/table';
import { Time } from '../../../ui/time';
import { parts } from '../../../words/imports';
import { words } from '../../../words/import-rows';
import { formatDuration } from './duration';

/** What rows of an import and previewed ones have in common. */
type CallRow = Pick<
  Schema<'ImportRow'>,
  | 'line'
  | 'status'
  | 'reason'
  | 'detail'
  | 'accountCode'
  | 'extension'
  | 'number'
  | 'destination'
  | 'startedAt'
  | 'durationSeconds'
  | 'buy'
  | 'sell'
> & { account?: { id: string; accountsId: string; name: string } | null; accountId?: string | null };

export interface CallColumnsOptions {
  /** The Location's time zone. */
  zone: string | undefined;
  currency: string;
}

/** A row as it was read. */
export const callColumns = <Row extends CallRow>({ zone, currency }: CallColumnsOptions): Column<Row>[] => [
  { header: words.line, numeric: true, cell: ({ line }) => line },
  { header: words.status, cell: (row) => <RowStatus row={row} /> },
  { header: words.code, cell: (row) => <Code row={row} /> },
  {
    header: words.startedAt,
    cell: ({ startedAt }) => <Time at={startedAt} zone={zone} />,
  },
  {
    header: words.duration,
    numeric: true,
    cell: ({ durationSeconds }) => (durationSeconds === null ? '–' : formatDuration(durationSeconds)),
  },
  { header: words.extension, cell: ({ extension }) => extension ?? '–' },
  { header: words.number, cell: ({ number }) => number ?? '–' },
  { header: words.destination, cell: ({ destination }) => destination ?? '–' },
  { header: words.sell(currency), numeric: true, cell: ({ sell }) => <FileAmount value={sell} /> },
  { header: words.buy(currency), numeric: true, cell: ({ buy }) => <FileAmount value={buy} /> },
];

/** With as many digits as the file has. */
const FileAmount = ({ value }: { value: string | null }) => (
  <Amount value={value} digits={Math.min(value?.split('.')[1]?.length ?? 2, 6)} />
);

export function RowStatus({ row: { status, reason, detail } }: { row: CallRow }) {
  const [text, tone] = parts[status];
  return (
    <>
      <Badge tone={tone}>{text}</Badge>
      {reason && (
        <span className="block max-w-64 min-w-32 text-xs text-muted">
          {reason}
          {detail && `: ${detail}`}
        </span>
      )}
    </>
  );
}

function Code({ row: { accountCode, account, accountId } }: { row: CallRow }) {
  const id = account?.id ?? accountId;
  const text = accountCode ?? (id ? words.account : words.noCode);
  return (
    <>
      {id ? (
        <Link to="/accounts/$id" params={{ id }}>
          {text}
        </Link>
      ) : (
        text
      )}
      {account && <span className="block text-xs text-muted">{account.name}</span>}
    </>
  );
}
