import type { Schema } from '../../../api/client';
import { formatCount } from '../../../ui/amount';
import { type Column, Table } from '../../../ui/table';
import { words } from '../../../words/preview';

type Fault = Schema<'PreviewedFault'>;

const columns: readonly Column<Fault>[] = [
  { header: words.column, cell: ({ header }) => header || words.wholeLine },
  { header: words.faultRows, numeric: true, cell: ({ rows }) => formatCount(rows) },
  { header: words.fault, cell: ({ example: { reason } }) => reason },
  {
    header: words.asItIs,
    cell: ({ cell, example }) => (
      <>
        <code className="break-all">{cell ?? example.raw}</code>
        <span className="block text-xs text-muted">
          {words.line} {formatCount(example.line)}
        </span>
      </>
    ),
  },
  { header: words.whatToDo, cell: ({ whatToDo }) => `${whatToDo}.` },
];

/** Invalid rows by their kind of fault, with an example of each. */
export const PreviewedFaults = ({ preview: { faults } }: { preview: Schema<'ChargeImportPreview'> }) =>
  faults.length > 0 && (
    <section className="space-y-2">
      <h3 className="font-medium">{words.faults}</h3>
      <Table
        caption={words.faultsCaption}
        columns={columns}
        items={faults}
        keyOf={({ column, example }) => `${column ?? ''} ${example.rowNumber}`}
        empty=""
      />
    </section>
  );
