import type { ImportColumn, ImportTypeDefinition } from '../../../../domain/catalogue/import-type';
import type { PreviewedCalls } from '../../../../readers/preview-calls';
import type { Preview } from './preview-schema';

const maxColumns = 200;
const longestHeader = 200;

/** Which column of the file is read as what; those without a use are listed as well. */
export function columnsFound(
  { header, checkpoint }: PreviewedCalls,
  definition: ImportTypeDefinition,
): Pick<Preview, 'columns' | 'missingColumns'> {
  if (checkpoint === null) return { columns: [], missingColumns: [] };
  const used = Object.entries(checkpoint.columns) as [ImportColumn, { index: number; header: string }][];
  const names = header ?? Array.from({ length: checkpoint.width ?? 0 }, (_, at) => `Column ${at + 1}`);
  const columns = names.slice(0, maxColumns).map((name, at) => ({
    position: at + 1,
    header: name.trim().slice(0, longestHeader),
    columns: used.filter(([, { index }]) => index === at).map(([column]) => column),
  }));
  const wanted = Object.keys(definition.columns) as ImportColumn[];
  return { columns, missingColumns: wanted.filter((column) => checkpoint.columns[column] === undefined) };
}
