import type { Schema } from '../../../api/client';
import { type Column, Table } from '../../../ui/table';
import { words } from '../../../words/preview';
import { callColumns, type CallColumnsOptions } from '../rows/call-columns';

type Preview = Schema<'ChargeImportPreview'>;
type PreviewedColumn = Schema<'PreviewedColumn'>;

const columnsFound: readonly Column<PreviewedColumn>[] = [
  { header: words.position, numeric: true, cell: ({ position }) => position },
  { header: words.header, cell: ({ header }) => header },
  {
    header: words.readAs,
    cell: ({ columns }) => columns.map((column) => words.columns[column]).join(', ') || words.notRead,
  },
];

/** The first rows, and the columns that they were read from. */
export function PreviewedRows({ preview: { rows, columns, location } }: { preview: Preview }) {
  const options: CallColumnsOptions = { zone: location?.timeZone, currency: location?.currency ?? '' };
  return (
    <>
      <section className="space-y-2">
        <h3 className="font-medium">{words.firstRows}</h3>
        <Table
          caption={words.firstRows}
          columns={callColumns(options)}
          items={rows}
          keyOf={({ rowNumber }) => String(rowNumber)}
          empty=""
        />
      </section>
      <details>
        <summary className="font-medium">{words.columnsFound}</summary>
        <Table
          caption={words.columnsFound}
          columns={columnsFound}
          items={columns}
          keyOf={({ position }) => String(position)}
          empty=""
        />
      </details>
    </>
  );
}
