import { type Readable } from 'node:stream';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { type FileEncoding } from '../domain/imports/read-row';
import { blocksOf } from './blocks';
import { codeUnits, PLAIN_UNITS, type CodeUnits } from './code-units';
import { MAX_CELLS, MAX_RECORD_UNITS, RecordEnds, type RecordKind, type RecordShape } from './record-end';

export interface FileSource {
  /** The stored file's bytes from an offset on; a fresh stream each time. */
  open(fromByte: number): Readable;
}

/** A record as cut out of the file, before it is split into cells. */
export interface FileRecord {
  raw: string;
  /** Physical line on which it begins, from 1. */
  line: number;
  /** Where the next record begins: byte of the stored file, and physical line. */
  nextByte: number;
  nextLine: number;
  quoted: boolean;
  /** Text follows a closing quote. */
  loose: boolean;
  /** Why the record cannot be split into cells, or null. */
  broken: string | null;
  /** What is wrong with its characters, or null; it can still be split into cells. */
  damage: string | null;
}

const BROKEN: Partial<Record<RecordKind, string>> = {
  broken:
    'A quote of this line is not closed, or is closed in another row: remove it or double it in the file',
  doubtful:
    'A quote of this line is not closed before lines that are rows of their own: remove it or close it in the file',
  'too-long': `The line is longer than ${MAX_RECORD_UNITS} characters: it was cut and is not read`,
  'too-wide': `The line has more than ${MAX_CELLS} cells: it is not read`,
};

/** About the longest record: with much smaller blocks reading is slower, since a record is examined once per block. */
const BLOCK_BYTES = 65_536;
/** With more, much of a batch survives the garbage collection of young objects: reading takes a quarter longer. */
const MOST_RECORDS_AT_ONCE = 250;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Cuts a file into records, in batches of at most 250. Empty lines are left out, except for one record at the end of
 * a block that ends in them, so that readers progress through any number of them. Memory is bounded by a block and the
 * longest record, and the event loop gets a turn after each batch. Leaving the loop closes the stream.
 * @param from Beginning of a record: byte of the stored file, and physical line.
 */
export async function* fileRecords(
  source: FileSource,
  from: { byteOffset: number; line: number; encoding: FileEncoding; lineEnd?: 'cr' },
  shape: RecordShape,
  blockBytes = BLOCK_BYTES,
): AsyncGenerator<FileRecord[]> {
  const code = from.lineEnd === 'cr' ? endingInCr(codeUnits(from.encoding)) : codeUnits(from.encoding);
  const cutter = new RecordCutter(code, from.byteOffset, from.line, shape);
  for await (const block of blocksOf(source.open(from.byteOffset), blockBytes))
    yield* unhurried(cutter.push(block));
  yield* unhurried(cutter.finish());
}

/** Treats each CR as a line break, as well as LF. */
const endingInCr = (code: CodeUnits): CodeUnits => ({
  ...code,
  push: (bytes) => code.push(bytes).replaceAll('\r', '\n'),
});

async function* unhurried<Batch>(batches: Iterable<Batch>): AsyncGenerator<Batch> {
  for (const batch of batches) {
    yield batch;
    await turnOfEventLoop();
  }
}

class RecordCutter {
  /** Text received and not cut yet; `byte` is its position in the file, `line` its line. */
  private units = '';
  /** The beginning of a line too long to keep; the rest is skipped. */
  private overlong: string | null = null;

  constructor(
    private readonly code: CodeUnits,
    private byte: number,
    private line: number,
    private readonly shape: RecordShape,
  ) {}

  push(bytes: Buffer): Generator<FileRecord[]> {
    this.units += this.code.push(bytes);
    return this.cut(false);
  }

  finish(): Generator<FileRecord[]> {
    this.units += this.code.end();
    return this.cut(true);
  }

  private *cut(atEnd: boolean): Generator<FileRecord[]> {
    let records: FileRecord[] = [];
    const { units } = this;
    const plain = PLAIN_UNITS.test(units);
    const ends = new RecordEnds(units, atEnd, this.shape);
    const start = this.byte;
    let at = 0;
    let blank = false;
    while (at < units.length || (atEnd && this.overlong !== null)) {
      if (this.overlong !== null) {
        const newline = units.indexOf('\n', at);
        const end = newline < 0 ? units.length : newline + 1;
        if (newline >= 0 || atEnd) {
          records.push(this.record(this.overlong, 'too-long', start + end * this.code.unitBytes, false));
          this.overlong = null;
        }
        at = end;
        continue;
      }
      const next = behindLineBreak(units, at);
      if (next > at) {
        this.line++;
        at = next;
        blank = true;
        continue;
      }
      const { kind, end } = ends.of(at);
      if (kind === 'more') break;
      blank = false;
      if (kind === 'too-long') {
        this.overlong = units.slice(at, at + MAX_RECORD_UNITS);
        continue;
      }
      records.push(this.record(units.slice(at, end), kind, start + end * this.code.unitBytes, plain));
      at = end;
      if (records.length < MOST_RECORDS_AT_ONCE) continue;
      yield records;
      records = [];
    }
    this.byte = start + at * this.code.unitBytes;
    this.units = units.slice(at);
    if (blank) records.push(blankRecord(this.byte, this.line));
    yield records;
  }

  private record(
    units: string,
    kind: Exclude<RecordKind, 'more'>,
    nextByte: number,
    plain: boolean,
  ): FileRecord {
    const line = this.line;
    this.line += kind === 'plain' ? 1 : lineCount(units);
    const body = withoutLineEnding(units);
    const { text, damage } = plain ? { text: body, damage: null } : this.code.decode(body);
    const broken = BROKEN[kind] ?? null;
    const loose = kind === 'loose';
    return {
      raw: text,
      line,
      nextByte,
      nextLine: this.line,
      quoted: loose || kind === 'quoted',
      loose,
      broken,
      damage,
    };
  }
}

/** The number of blank lines before this position. */
const blankRecord = (nextByte: number, nextLine: number): FileRecord => ({
  raw: '',
  line: nextLine - 1,
  nextByte,
  nextLine,
  quoted: false,
  loose: false,
  broken: null,
  damage: null,
});

/** The position after a line break that is right here, or this one. */
function behindLineBreak(units: string, at: number): number {
  const first = units.charCodeAt(at);
  if (first === LINE_FEED) return at + 1;
  return first === CARRIAGE_RETURN && units.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at;
}

function withoutLineEnding(units: string): string {
  let end = units.length;
  if (units.charCodeAt(end - 1) === LINE_FEED) end--;
  if (units.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return units.slice(0, end);
}

function lineCount(units: string): number {
  let lines = 1;
  const last = units.length - 1;
  for (let at = units.indexOf('\n'); at >= 0 && at < last; at = units.indexOf('\n', at + 1)) lines++;
  return lines;
}
