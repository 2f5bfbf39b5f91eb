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
   * A chunk ends before that many rows where they are this long together: it is held in memory. Bytes; 16 MB where
   * absent.
   */
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
  /** What the footers passed up to here come to, in this or earlier chunks: the last one of each section. */
  footer: FooterAmounts | null;
  /** The file ends here. */
  done: boolean;
}

/** All that was read counts for nothing: the file has to be read again, from this checkpoint at its beginning. */
export class ReadAgain extends Error {
  override readonly name = 'ReadAgain';

  constructor(readonly checkpoint: ReadCheckpoint) {
    super('the file turned out to be written in another notation');
  }
}

/**
 * Reads a call-charges file of any size, chunk by chunk, in constant memory. Reading on from a checkpoint gives
 * exactly the rows that reading straight through gives. A bad row stops nothing; blank lines, headers again, footers
 * and what the type leaves out are no rows, and rows after a footer are still read. A file with a header and no row
 * at all is an import of nothing.
 * @throws BadFileError when the file as a whole cannot be read: at once, or at its end when none of its rows was
 * readable.
 * @throws ReadAgain where a column turns out to be written in another notation than the type says; at most once for
 * each column.
 */
export async function* readCalls(
  source: FileSource,
  definition: ImportTypeDefinition,
  options: ReadCallsOptions,
): AsyncGenerator<CallChunk> {
  const located = () => locateRows(source, definition, options.currency);
  const { resumeAt } = options;
  // An older version has begun to read: by other rules.
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

  /** What tells how records end changes with the section: then the file is cut anew from there. */
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
  if (readableRows === 0 && (nextRow > 1 || !definition.header)) throw noReadableRow(nextRow - 1, firstFault);
  yield chunk(true);
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
 * So often is a file cut anew by the width of another header: each time, what stands before it is passed over once
 * more.
 */
const maxReshaped = 20;
/** Then no record of several lines is believed, which costs those that are right, and takes in none that is not. */
const noLineBreaks = { width: 0, least: 0 };

const shapeOf = ({ width, least }: Section, canReshape: boolean) =>
  canReshape ? { width, ...(least !== undefined && { least }) } : noLineBreaks;

function noReadableRow(rows: number, firstFault: string | null): BadFileError {
  const found =
    rows === 0
      ? 'nothing but blank lines or a footer stands in it'
      : `all ${rows} are invalid${firstFault === null ? '' : `, first ${firstFault}`}`;
  return new BadFileError(
    'no-readable-row',
    `Looked for rows of calls, but ${found}. Check that the file is the right one and that the Import Type fits it.`,
  );
}
