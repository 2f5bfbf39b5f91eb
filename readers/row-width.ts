import { type ImportTypeDefinition } from '../domain/import-type';
import { type OtherWidth, type ReadCheckpoint } from '../domain/read-row';
import { BadFileError } from './bad-file-error';
import { cellsOf, isBlank } from './cells';
import { footerReader } from './footer';
import { leaveOutRule } from './leave-out';
import { fileRecords, type FileSource } from './records';

const mostWidths = 100;
const mostTold = 5;

/**
 * How many cells the rows of a file have, where neither a header nor the Import Type tells: as many as nine rows in ten; null in a file
 * without rows. Reads all of it.
 * @throws BadFileError row-width when no number of cells is that of nine rows in ten.
 */
export async function countedWidth(
  source: FileSource,
  definition: ImportTypeDefinition,
  start: Pick<ReadCheckpoint, 'byteOffset' | 'line' | 'encoding' | 'lineEnd' | 'columns'> & {
    leaveOutAt: number[];
  },
  currency: string,
): Promise<number | null> {
  const { delimiter } = definition;
  const isFooter = footerReader({ ...definition, columns: {} }, {}, currency);
  const isLeftOut = leaveOutRule(definition, start.leaveOutAt);
  const widths = new Map<number, OtherWidth>();
  let rows = 0;
  for await (const records of fileRecords(source, start, { delimiter, width: null })) {
    for (const [at, cells] of cellsOf(records, delimiter).entries()) {
      const line = records[at]?.line ?? 0;
      if (cells === null || isBlank(cells) || isFooter(cells, line) !== null || isLeftOut(cells)) continue;
      rows++;
      const known = widths.get(cells.length);
      if (known) known.rows++;
      else if (widths.size < mostWidths) widths.set(cells.length, { cells: cells.length, rows: 1, line });
    }
  }
  if (rows === 0) return null;
  const byRows = [...widths.values()].sort((one, other) => other.rows - one.rows);
  const [most] = byRows;
  if (most && most.rows * 10 >= rows * 9) return most.cells;
  const told = byRows
    .slice(0, mostTold)
    .map((width) => `${width.cells} cells in ${width.rows} of the rows, first on line ${width.line}`);
  const left = byRows.length > mostTold ? ', and others' : '';
  throw new BadFileError(
    'row-width',
    `The rows have different numbers of cells: ${told.join('; ')}${left}. Without a header line it cannot be known in which of them a comma ` +
      'within a cell has cut it in two. Say in the Import Type how many `cells` a row has, or export the file with quotes around such cells.',
  );
}
