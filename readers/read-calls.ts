import { type ImportTypeDefinition } from '../domain/catalogue/import-type';
import {
  type FooterAmounts,
  type Noticed,
  type ReadCheckpoint,
  type ReadRow,
} from '../domain/imports/read-row';
import { OtherNotation } from './amount-columns';
import { BadFileError } from './bad-file-error';
import { cellsOf } from './cells';
import { FileTally } from './file-tally';
import { locateRows } from './locate-rows';
import { fileRecords, type FileSource } from './records';
import { type Section, sectionReader } from './section';

export interface ReadCallsOptions {
  /** IANA zone of the Location. */
  timeZone: string;
  /** ISO 4217, of the Location. */
  currency: string;
  /** Rows per chunk, at least 1. */
  chunkRows: number;
  /**
   * A chunk ends with fewer rows once they are together this long, because it is held in memory. Bytes; 16 MB by
   * default.
   */
  chunkBytes?: number;
  /** Bytes that are cut into records at a time; 64 KiB by default. */
  blockBytes?: number;
  /** Continues where an earlier reading of the same file by the same type stopped. */
  resumeAt?: ReadCheckpoint;
  /** For a preview: its end is reached even if none of its rows was readable. */
  evenUnreadable?: true;
}

export interface CallChunk {
  /** `chunkRows` of them; fewer if they are long or far apart, and possibly none. */
  rows: ReadRow[];
  /** Where reading continues after these rows. */
  checkpoint: ReadCheckpoint;
  /** Sums of the footers passed so far, in this or earlier chunks: the last one of each section. */
  footer: FooterAmounts | null;
  /** The file ends here. */
  done: boolean;
}

/** Everything read so far is invalid: the file must be read again, from this checkpoint at its beginning. */
export class ReadAgain extends Error {
  override readonly name = 'ReadAgain';

  constructor(readonly checkpoint: ReadCheckpoint) {
    super('the file turned out to be written in another notation');
  }
}

/**
 * Reads a call-charges file of any size, chunk by chunk, in constant memory. Resuming from a checkpoint gives exactly
 * the rows that reading straight through gives. A bad row stops nothing; blank lines, repeated headers, footers and
 * lines that the type leaves out are not rows, and rows after a footer are still read. A file with a header and no rows
 * is an empty import.
 * @throws BadFileError if the file as a whole cannot be read: at once, or at its end if none of its rows was readable.
 * @throws ReadAgain if a column turns out to use another notation than the type says; at most once for each column.
 */
export async function* readCalls(
  source: FileSource,
  definition: ImportTypeDefinition,
  options: ReadCallsOptions,
): AsyncGenerator<CallChunk> {
  const located = () => locateRows(source, definition, options.currency);
  const { resumeAt } = options;
  // An older version began to read, by other rules.
  if (resumeAt && !resumeAt.lines) throw new ReadAgain(await located());
  const start = resumeAt ?? (await located());
  try {
    yield* readRows(source, definition, options, start);
  } catch (error) {
    if (!(error instanceof OtherNotation)) throw error;
    const anew = await located();
    const otherNotation = [...(start.noticed?.otherNotation ?? []), error.proof];
    throw new ReadAgain({ ...anew, noticed: { ...(anew.noticed as Noticed), otherNotation } });
  }
}

async function* readRows(
  source: FileSource,
  definition: ImportTypeDefinition,
  options: ReadCallsOptions,
  start: ReadCheckpoint,
): AsyncGenerator<CallChunk> {
  const { chunkRows, chunkBytes = 16_000_000 } = options;
  const { delimiter } = definition;
  const tally = new FileTally(start, definition);
  let section = sectionOf(start);
  let reader = sectionReader(definition, section, options, tally.otherNotation);

  let { nextRow, readableRows, byteOffset, line, firstFault = null } = start;
  let rows: ReadRow[] = [];
  let chunkFrom = byteOffset;
  const chunk = (done: boolean): CallChunk => ({
    rows,
    checkpoint: {
      byteOffset,
      line,
      nextRow,
      ...section,
      encoding: start.encoding,
      ...(start.lineEnd && { lineEnd: start.lineEnd }),
      readableRows,
      firstFault,
      ...tally.state(),
    },
    footer: tally.footers(),
    done,
  });

  /** The rules for where records end change with the section: the file is cut again from there. */
  for (let isCut = false; !isCut;) {
    isCut = true;
    const canReshape = tally.reshaped < maxReshaped;
    const shape = { delimiter, ...shapeOf(section, canReshape), isRow: reader.isRow };
    const from = { ...start, byteOffset, line };
    cutting: for await (const records of fileRecords(source, from, shape, options.blockBytes)) {
      const cellsOfRecords = cellsOf(records, delimiter);
      for (let at = 0; at < records.length; at++) {
        const record = records[at] as (typeof records)[number];
        const found = reader.read(record, cellsOfRecords[at] ?? null, nextRow);
        tally.add(found, record, line, section);
        byteOffset = record.nextByte;
        line = record.nextLine;
        if (found.kind === 'row') {
          nextRow++;
          if (found.row.fault === null) readableRows++;
          else firstFault ??= `line ${found.row.line}: ${found.row.fault.reason}`;
          rows.push(found.row);
        }
        const reshapes = found.kind === 'header' && found.section.width !== section.width;
        if (found.kind === 'header' && (found.bindsAnew || reshapes)) {
          section = found.section;
          reader = sectionReader(definition, section, options, tally.otherNotation);
        }
        if (rows.length >= chunkRows || byteOffset - chunkFrom >= chunkBytes) {
          yield chunk(false);
          rows = [];
          chunkFrom = byteOffset;
        }
        if (reshapes && canReshape) {
          isCut = false;
          break cutting;
        }
      }
    }
  }
  if (!options.evenUnreadable) requireReadable({ nextRow, readableRows, firstFault }, definition);
  yield chunk(true);
}

/** @throws BadFileError no-readable-row, unless a row was readable or the file is an empty import. */
export function requireReadable(
  {
    nextRow,
    readableRows,
    firstFault = null,
  }: Pick<ReadCheckpoint, 'nextRow' | 'readableRows' | 'firstFault'>,
  { header }: ImportTypeDefinition,
): void {
  if (readableRows === 0 && (nextRow > 1 || !header)) throw noReadableRow(nextRow - 1, firstFault);
}

const sectionOf = (start: ReadCheckpoint): Section => {
  const { columns, width, named = width, leaveOutAt = [], least, widest, unknownHeader } = start;
  return {
    columns,
    leaveOutAt,
    width,
    named,
    ...(least !== undefined && { least }),
    ...(widest !== undefined && { widest }),
    ...(unknownHeader !== undefined && { unknownHeader }),
  };
};

/**
 * How often a file is cut again because of the width of another header: each time, what precedes it is scanned once
 * more.
 */
const maxReshaped = 20;
/** From then on no multi-line record is accepted: correct ones are lost, but no wrong one is taken. */
const noLineBreaks = { width: 0, least: 0 };

const shapeOf = ({ width, least }: Section, canReshape: boolean) =>
  canReshape ? { width, ...(least !== undefined && { least }) } : noLineBreaks;

function noReadableRow(rows: number, firstFault: string | null): BadFileError {
  const found =
    rows === 0
      ? 'it contains only blank lines or a footer'
      : `all ${rows} are invalid${firstFault === null ? '' : `, first ${firstFault}`}`;
  return new BadFileError(
    'no-readable-row',
    `No row of calls can be used: ${found}. Check that it is the right file and that the Import Type fits it.`,
  );
}
