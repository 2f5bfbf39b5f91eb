import type { RowStatus as Status } from '../../../../domain/imports/totals';
import type { Schema } from '../../../api/client';
import type { Column } from '../../../ui/table';
import { words } from '../../../words/import-rows';
import { callColumns, type CallColumnsOptions, RowStatus } from './call-columns';
import { RepeatedCall } from './repeated-call';

type Row = Schema<'ImportRow'>;

const raw: Column<Row> = {
  header: words.raw,
  cell: ({ raw, line }) => (
    <details className="min-w-24">
      <summary>{words.rawShort(String(line))}</summary>
      <code className="block max-w-96 text-xs break-all whitespace-pre-wrap">{raw}</code>
    </details>
  ),
};

const notes: Column<Row> = {
  header: words.notes,
  cell: ({ flags, resolution }) => (
    <span className="text-xs text-muted">
      {[
        resolution && (words.resolutions[resolution] ?? resolution),
        ...flags.map((flag) => words.flags[flag]),
      ]
        .filter(Boolean)
        .join(', ')}
    </span>
  ),
};

/** Of invalid rows: the cell that is wrong, why, and the line as it is. */
const invalidColumns: readonly Column<Row>[] = [
  { header: words.line, numeric: true, cell: ({ line }) => line },
  {
    header: words.status,
    cell: (row) => <RowStatus row={{ ...row, reason: null }} />,
  },
  { header: words.column, cell: ({ detail }) => detail || words.wholeLine },
  { header: words.fault, cell: ({ reason }) => reason },
  {
    header: words.raw,
    cell: ({ raw }) => <code className="block min-w-64 text-xs break-all whitespace-pre-wrap">{raw}</code>,
  },
];

/** What is shown of rows, by which of them are listed. */
export function rowColumns(status: Status | undefined, options: CallColumnsOptions): readonly Column<Row>[] {
  const call = callColumns<Row>(options);
  if (status === 'invalid') return [...invalidColumns, ...call.slice(2), notes];
  if (status === 'duplicate') {
    const repeats = { header: words.repeats, cell: RepeatsOf(options) };
    return [...call.slice(0, 2), repeats, ...call.slice(2), notes, raw];
  }
  return [...call, notes, raw];
}

const RepeatsOf = (options: CallColumnsOptions) =>
  function Repeats({ repeats }: Row) {
    return <RepeatedCall repeats={repeats} {...options} />;
  };
