import { type ImportTypeDefinition } from '../domain/import-type';
import { type ReadCheckpoint } from '../domain/read-row';
import { BadFileError } from './bad-file-error';
import { cellsOf, isBlank } from './cells';
import { fileEncoding } from './file-encoding';
import { fixedColumns, headerMissing, HEADER_LINES, matchHeader, type SearchedLine } from './find-header';
import { hasOnlyOldLineEndings, holdsOldLines, oldLineEndings } from './line-endings';
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

  const start = { byteOffset: markBytes, line: 1, encoding };
  if (await hasOnlyOldLineEndings(source, start)) throw oldLineEndings();
  const searched: SearchedLine[] = [];
  for await (const records of fileRecords(source, start, {
    delimiter: definition.delimiter,
    width: NO_LINE_BREAKS,
  })) {
    const toldApart = cellsOf(records, definition.delimiter);
    for (const [at, record] of records.entries()) {
      if (record.raw === '') continue;
      if (record.line > HEADER_LINES) throw noHeader(searched, definition);
      const told = toldApart[at] ?? null;
      if (told && holdsOldLines(record.raw)) throw oldLineEndings();
      const cells = told ?? [record.raw];
      const found = matchHeader(cells, definition);
      if (told && found.missing.length === 0)
        return {
          ...none,
          byteOffset: record.nextByte,
          line: record.nextLine,
          columns: found.columns,
          width: cells.length,
          named: cells.findLastIndex((cell) => cell.trim() !== '') + 1,
        };
      searched.push({ cells, found });
    }
  }
  if (searched.every(({ cells }) => isBlank(cells)))
    throw new BadFileError('empty-file', 'The file holds nothing but blank lines. Export it again.');
  throw noHeader(searched, definition);
}

/** @param searched A line that could not be told into cells counts as one cell. */
function noHeader(searched: SearchedLine[], definition: ImportTypeDefinition): BadFileError {
  const old = searched.some(({ cells }) => cells.some(holdsOldLines));
  return old ? oldLineEndings() : headerMissing(searched, definition);
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
