import { type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type OtherWidth, type ReadCheckpoint } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';
import { cellsOf, isBlank } from './cells';
import { cellsUsed } from './find-header';
import { footerReader } from './footer';
import { leaveOutRule } from './leave-out';
import { fileRecords, type FileSource } from './records';

const maxWidths = 100;
const maxTold = 5;

/**
 * How many cells the rows of a file have, if neither a header nor the Import Type tells: as many as nine rows in ten;
 * null for a file without rows. Reads all of it.
 * @throws BadFileError row-width if no number of cells is that of nine rows in ten.
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
  const { isFooter } = footerReader(definition, {}, currency);
  const isLeftOut = leaveOutRule(definition, start.leaveOutAt);
  const widths = new Map<number, OtherWidth>();
  let rows = 0;
  for await (const records of fileRecords(source, start, { delimiter, width: null })) {
    for (const [at, cells] of cellsOf(records, delimiter).entries()) {
      const line = records[at]?.line ?? 0;
      if (cells === null || isBlank(cells) || isFooter(cells) || isLeftOut(cells)) continue;
      rows++;
      const known = widths.get(cells.length);
      if (known) known.rows++;
      else if (widths.size < maxWidths) widths.set(cells.length, { cells: cells.length, rows: 1, line });
    }
  }
  if (rows === 0) return null;
  const byRows = [...widths.values()].sort((one, other) => other.rows - one.rows);
  const [most] = byRows;
  const used = cellsUsed(start.columns);
  if (most && most.rows * 10 >= rows * 9) {
    if (most.cells >= used) return most.cells;
    throw new BadFileError(
      'row-width',
      `The rows have ${most.cells} ${most.cells === 1 ? 'cell' : 'cells'}, separated by ` +
        `${JSON.stringify(delimiter)}, but the Import Type uses ${used}. ` +
        'Choose the Import Type that fits this file.',
    );
  }
  const told = byRows
    .slice(0, maxTold)
    .map(
      (width) =>
        `${width.cells} ${width.cells === 1 ? 'cell' : 'cells'} in ${width.rows} of the rows, first on ` +
        `line ${width.line}`,
    );
  const left = byRows.length > maxTold ? ', and others' : '';
  throw new BadFileError(
    'row-width',
    `The rows have different numbers of cells: ${told.join('; ')}${left}. Without a header line it ` +
      'is not clear in which of them a comma ' +
      'within a cell has split it in two. Set `cells` in the Import Type, or export the ' +
      'file with quotes around such cells.',
  );
}

const rowsLookedAt = 100;

/**
 * How many cells a row may have if the last of them are blank: more than the header if nine in ten of the first rows
 * have that many, for instance because each line ends in a delimiter. Otherwise a comma within a cell may have split it
 * in two.
 */
export async function usualWidest(
  source: FileSource,
  { delimiter }: ImportTypeDefinition,
  start: Pick<ReadCheckpoint, 'byteOffset' | 'line' | 'encoding' | 'lineEnd'> & { width: number },
): Promise<number> {
  const { width } = start;
  const wider = new Map<number, number>();
  let rows = 0;
  for await (const records of fileRecords(source, start, { delimiter, width: 0 })) {
    for (const cells of cellsOf(records, delimiter)) {
      if (rows >= rowsLookedAt) break;
      if (cells === null || isBlank(cells)) continue;
      rows++;
      const surplus = cells.slice(width);
      if (surplus.length > 0 && surplus.every((cell) => cell.trim() === ''))
        wider.set(cells.length, (wider.get(cells.length) ?? 0) + 1);
    }
    if (rows >= rowsLookedAt) break;
  }
  const usual = [...wider].find(([, count]) => count * 10 >= rows * 9);
  return usual?.[0] ?? width;
}
