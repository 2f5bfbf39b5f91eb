import { type ImportTypeDefinition } from '../domain/import-type';
import { type ReadCheckpoint } from '../domain/read-row';
import { BadFileError } from './bad-file-error';
import { cellsOf } from './cells';
import { fileEncoding } from './file-encoding';
import { fixedColumns, headerMissing, HEADER_LINES, matchHeader } from './find-header';
import { fileRecords, type FileSource } from './records';

const HEAD_BYTES = 4096;

/** Makes every record of several lines a broken one, so that a stray quote in a preamble cannot take in the header. */
const NO_LINE_BREAKS = 0;

/**
 * Where the rows of a file begin: after the header line, or at once where the type has none.
 * @throws BadFileError when the file is empty or no text, or its header is not among the first 20 lines.
 */
export async function locateRows(
  source: FileSource,
  definition: ImportTypeDefinition,
): Promise<ReadCheckpoint> {
  const { encoding, markBytes } = fileEncoding(await headOf(source), definition.encoding);
  const none = { nextRow: 1, encoding, footer: null, readableRows: 0 };
  if (!definition.header)
    return {
      ...none,
      byteOffset: markBytes,
      line: 1,
      columns: fixedColumns(definition),
      width: null,
      named: null,
    };

  const searched: string[][] = [];
  const start = { byteOffset: markBytes, line: 1, encoding };
  for await (const records of fileRecords(source, start, {
    delimiter: definition.delimiter,
    width: NO_LINE_BREAKS,
  })) {
    const cells = cellsOf(records, definition.delimiter);
    for (const [at, record] of records.entries()) {
      if (record.line > HEADER_LINES) throw headerMissing(searched, definition);
      const line = cells[at];
      if (line == null) continue;
      refuseOldLineEndings(record.raw);
      searched.push(line);
      const { columns, missing } = matchHeader(line, definition);
      if (missing.length === 0)
        return {
          ...none,
          byteOffset: record.nextByte,
          line: record.nextLine,
          columns,
          width: line.length,
          named: line.findLastIndex((cell) => cell.trim() !== '') + 1,
        };
    }
  }
  if (searched.flat().every((cell) => cell.trim() === ''))
    throw new BadFileError('empty-file', 'The file holds nothing but blank lines. Export it again.');
  throw headerMissing(searched, definition);
}

async function headOf(source: FileSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source.open(0) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

function refuseOldLineEndings(raw: string): void {
  if (raw.split('\r').length > 2)
    throw new BadFileError(
      'line-endings',
      'Looked for lines that end in LF or CRLF, but they end in CR alone. Save the file as CSV with today’s line endings.',
    );
}
