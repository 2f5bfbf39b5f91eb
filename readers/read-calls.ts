import { type ImportTypeDefinition } from '../domain/import-type';
import { type FooterAmounts, type ReadCheckpoint, type ReadRow } from '../domain/read-row';
import { BadFileError } from './bad-file-error';
import { cellsOf, isBlank } from './cells';
import { footerReader } from './footer';
import { locateRows } from './locate-rows';
import { rowReader } from './read-row';
import { fileRecords, type FileSource } from './records';

export interface ReadCallsOptions {
  /** IANA zone of the Location. */
  timeZone: string;
  /** ISO 4217, of the Location. */
  currency: string;
  /** Rows per chunk, at least 1. */
  chunkRows: number;
  /** A chunk ends before that many rows where they are this long together: it is held in memory. Bytes; 16 MB where absent. */
  chunkBytes?: number;
  /** Bytes that are cut into records at a time; 64 KiB where absent. */
  blockBytes?: number;
  /** Goes on where an earlier reading of the same file by the same type stopped. */
  resumeAt?: ReadCheckpoint;
}

export interface CallChunk {
  /** `chunkRows` of them; fewer where they are long or stand far apart, and perhaps none. */
  rows: ReadRow[];
  /** Where reading goes on after these rows. */
  checkpoint: ReadCheckpoint;
  /** The last footer passed up to here, in this or an earlier chunk. */
  footer: FooterAmounts | null;
  /** The file ends here. */
  done: boolean;
}

/**
 * Reads a call-charges file of any size, chunk by chunk, in constant memory. Reading on from a checkpoint gives exactly
 * the rows that reading straight through gives. A bad row stops nothing; blank lines and the footer are no rows, and
 * rows after the footer are still read.
 * @throws BadFileError when the file as a whole cannot be read: at once, or at its end when no row was readable.
 */
export async function* readCalls(
  source: FileSource,
  definition: ImportTypeDefinition,
  options: ReadCallsOptions,
): AsyncGenerator<CallChunk> {
  const { timeZone, currency, chunkRows, chunkBytes = 16_000_000 } = options;
  const start = options.resumeAt ?? (await locateRows(source, definition));
  const { columns, width, encoding } = start;
  // Checkpoints of before it was kept: each name counted.
  const named = start.named === undefined ? width : start.named;
  const { delimiter } = definition;
  const readRow = rowReader(definition, { columns, named, timeZone, currency });
  const readFooter = footerReader(definition, columns, currency);

  let { nextRow, readableRows, footer, byteOffset, line } = start;
  let rows: ReadRow[] = [];
  let chunkFrom = byteOffset;
  let firstFault: string | null = null;
  const chunk = (done: boolean): CallChunk => ({
    rows,
    checkpoint: { byteOffset, line, nextRow, columns, width, named, encoding, footer, readableRows },
    footer,
    done,
  });

  for await (const records of fileRecords(source, start, { delimiter, width }, options.blockBytes)) {
    const cellsOfRecords = cellsOf(records, delimiter);
    for (let at = 0; at < records.length; at++) {
      const record = records[at] as (typeof records)[number];
      const cells = cellsOfRecords[at] ?? null;
      byteOffset = record.nextByte;
      line = record.nextLine;
      const isRow = cells === null || !isBlank(cells);
      const amounts = isRow && cells !== null ? readFooter(cells) : null;
      if (amounts !== null) footer = amounts;
      else if (isRow) {
        const row = readRow(record, cells, nextRow++);
        if (row.fault === null) readableRows++;
        else firstFault ??= `line ${row.line}: ${row.fault.reason}`;
        rows.push(row);
      }
      if (rows.length >= chunkRows || byteOffset - chunkFrom >= chunkBytes) {
        yield chunk(false);
        rows = [];
        chunkFrom = byteOffset;
      }
    }
  }
  if (readableRows === 0) throw noReadableRow(nextRow - 1, firstFault);
  yield chunk(true);
}

function noReadableRow(rows: number, firstFault: string | null): BadFileError {
  const found =
    rows === 0
      ? 'nothing but the header, blank lines or a footer stands in it'
      : `all ${rows} are invalid${firstFault === null ? '' : `, first ${firstFault}`}`;
  return new BadFileError(
    'no-readable-row',
    `Looked for rows of calls, but ${found}. Check that the file is the right one and that the Import Type fits it.`,
  );
}
