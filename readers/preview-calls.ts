import type { ImportTypeDefinition } from '../domain/catalogue/import-type';
import type { FooterAmounts, ReadCheckpoint, ReadRow } from '../domain/imports/read-row';
import { BadFileError } from './bad-file-error';
import { bytesSource } from './bytes-source';
import { headerLine } from './header-line';
import { locateRows } from './locate-rows';
import { ReadAgain, readCalls, requireReadable } from './read-calls';
import type { FileSource } from './records';
import { wholeRecords } from './whole-records';

export interface PreviewOptions {
  /** False: more of the file follows, and what is cut off at the end of the bytes is not read. */
  complete: boolean;
  /** IANA zone of the Location. */
  timeZone: string;
  /** ISO 4217, of the Location. */
  currency: string;
  /** Most rows that are read. */
  maxRows: number;
  /** When it is aborted, reading ends with its reason. */
  signal: AbortSignal;
}

/** The beginning of a file, as it would be imported. */
export interface PreviewedCalls {
  /** Why the file could not be imported; null if it could. */
  failure: BadFileError | null;
  rows: ReadRow[];
  /** Where reading ended; null if no header was found. */
  checkpoint: ReadCheckpoint | null;
  footer: FooterAmounts | null;
  /** Cells of the header line; null if there is none. */
  header: string[] | null;
  /** The end of the file was reached. */
  ended: boolean;
}

const nothing = { rows: [], checkpoint: null, footer: null, header: null, ended: false };

/** Reads the beginning of a file as an import reads it; its rows are returned even if all of them are invalid. */
export async function previewCalls(
  beginning: Buffer,
  definition: ImportTypeDefinition,
  options: PreviewOptions,
): Promise<PreviewedCalls> {
  const { complete, currency, signal } = options;
  try {
    const bytes = complete ? beginning : await wholeRecords(beginning, definition, signal);
    const source = bytesSource(bytes, signal);
    const located = await locateRows(source, definition, currency);
    const header = await headerLine(source, located, definition);
    return { ...(await readFrom(source, located, definition, options)), header };
  } catch (error) {
    if (error instanceof BadFileError) return { ...nothing, failure: error };
    throw error;
  }
}

const rowsAtOnce = 500;
const bytesAtOnce = 32_768;

async function readFrom(
  source: FileSource,
  start: ReadCheckpoint,
  definition: ImportTypeDefinition,
  options: PreviewOptions,
): Promise<Omit<PreviewedCalls, 'header'>> {
  const { timeZone, currency, maxRows, complete } = options;
  const rows: ReadRow[] = [];
  let last = { checkpoint: start, footer: null as FooterAmounts | null, done: false };
  try {
    for await (const chunk of readCalls(source, definition, {
      timeZone,
      currency,
      chunkRows: rowsAtOnce,
      chunkBytes: bytesAtOnce,
      resumeAt: start,
      evenUnreadable: true,
    })) {
      rows.push(...chunk.rows);
      last = chunk;
      if (rows.length >= maxRows) break;
    }
  } catch (error) {
    if (error instanceof ReadAgain) return readFrom(source, error.checkpoint, definition, options);
    throw error;
  }
  const { checkpoint, footer, done } = last;
  const ended = done && complete;
  return { failure: failureOf(checkpoint, definition, ended), rows, checkpoint, footer, ended };
}

/** Of the beginning of a file without a header line, an import would not yet say that it has no rows. */
function failureOf(
  checkpoint: ReadCheckpoint,
  definition: ImportTypeDefinition,
  ended: boolean,
): BadFileError | null {
  try {
    if (ended || checkpoint.nextRow > 1) requireReadable(checkpoint, definition);
    return null;
  } catch (error) {
    if (error instanceof BadFileError) return error;
    throw error;
  }
}
