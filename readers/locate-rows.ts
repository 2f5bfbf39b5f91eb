import { type ImportTypeDefinition } from '../domain/catalogue/import-type';
import { type LineCounts, type Noticed, type ReadCheckpoint } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';
import { cellsOf, isBlank } from './cells';
import { fileEncoding } from './file-encoding';
import {
  cellsUsed,
  fixedColumns,
  headerMatcher,
  headerMissing,
  HEADER_LINES,
  type SearchedLine,
} from './find-header';
import { holdsOldLines, lineEndOf, mixedLineEndings } from './line-endings';
import { fileRecords, type FileSource } from './records';
import { countedWidth, usualWidest } from './row-width';

const HEAD_BYTES = 4096;

/** Treats every multi-line record as broken, so that a stray quote in a preamble cannot swallow the header. */
const NO_LINE_BREAKS = 0;

const noLines: LineCounts = { rows: 0, blank: 0, preamble: 0, header: 0, footer: 0, leftOut: 0 };
const nothingNoticed: Noticed = {
  firstCall: null,
  lastCall: null,
  amounts: 0,
  negative: 0,
  width: null,
  otherWidths: [],
  otherNotation: [],
  reversed: false,
  boundAnew: [],
  lost: [],
  unknownHeaders: [],
  counted: null,
};

/**
 * Where the rows of a file begin: after the header line, or at once if the type has none.
 * @throws BadFileError if the file is empty or not text, its header is not within the first 20 lines, or it has no
 * header and its rows have different numbers of cells.
 */
export async function locateRows(
  source: FileSource,
  definition: ImportTypeDefinition,
  currency: string,
): Promise<ReadCheckpoint> {
  const { encoding, markBytes } = fileEncoding(await headOf(source), definition.encoding);
  const lineEnd = await lineEndOf(source, { byteOffset: markBytes, encoding });
  const start = { byteOffset: markBytes, line: 1, encoding, ...(lineEnd && { lineEnd }) };
  const none = { nextRow: 1, footer: null, readableRows: 0, firstFault: null, lines: noLines };
  const noticed = { ...nothingNoticed, reversed: definition.sign === 'reversed' };
  if (!definition.header) {
    const { columns, leaveOutAt } = fixedColumns(definition);
    const used = cellsUsed(columns);
    const counted =
      definition.cells === undefined
        ? await countedWidth(source, definition, { ...start, columns, leaveOutAt }, currency)
        : null;
    const width = definition.cells ?? counted;
    return {
      ...none,
      ...start,
      columns,
      leaveOutAt,
      width,
      named: null,
      noticed: {
        ...noticed,
        width,
        counted: counted !== null && counted > used ? { cells: counted, used } : null,
      },
    };
  }

  const matchHeader = headerMatcher(definition);
  const searched: SearchedLine[] = [];
  let preamble = 0;
  for await (const records of fileRecords(source, start, {
    delimiter: definition.delimiter,
    width: NO_LINE_BREAKS,
  })) {
    const toldApart = cellsOf(records, definition.delimiter);
    for (const [at, record] of records.entries()) {
      if (record.raw === '') continue;
      if (record.line > HEADER_LINES) throw noHeader(searched, definition);
      const told = toldApart[at] ?? null;
      if (told && holdsOldLines(record.raw)) throw mixedLineEndings();
      const cells = told ?? [record.raw];
      const { missing, ambiguous, ...found } = matchHeader(cells);
      if (told && missing.length === 0) {
        const before = { preamble, header: 1, blank: record.line - 1 - preamble };
        const width = cells.length;
        const located = {
          ...none,
          ...start,
          byteOffset: record.nextByte,
          line: record.nextLine,
          ...found,
          width,
          least: cellsUsed(found.columns),
          named: cells.findLastIndex((cell) => cell.trim() !== '') + 1,
          lines: { ...noLines, ...before },
          noticed: { ...noticed, width },
        };
        return { ...located, widest: await usualWidest(source, definition, located) };
      }
      searched.push({ cells, found: { ...found, missing, ambiguous } });
      if (!isBlank(cells)) preamble += record.nextLine - record.line;
    }
  }
  if (searched.every(({ cells }) => isBlank(cells)))
    throw new BadFileError('empty-file', 'The file contains only blank lines. Export it again.');
  throw noHeader(searched, definition);
}

/** @param searched A line that could not be split into cells counts as one cell. */
function noHeader(searched: SearchedLine[], definition: ImportTypeDefinition): BadFileError {
  const old = searched.some(({ cells }) => cells.some(holdsOldLines));
  return old ? mixedLineEndings() : headerMissing(searched, definition);
}

/** The first bytes of a file. */
export async function headOf(source: FileSource): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source.open(0) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}
