import { type Readable } from 'node:stream';
import { type FileEncoding } from '../domain/read-row';
import { codeUnits, PLAIN_UNITS, type CodeUnits } from './code-units';
import { MAX_RECORD_UNITS, recordEnd, type RecordKind, type RecordShape } from './record-end';

export interface FileSource {
  /** The stored file's bytes from an offset on; a fresh stream each time. */
  open(fromByte: number): Readable;
}

/** A record as cut out of the file, before its cells are told apart. */
export interface FileRecord {
  raw: string;
  /** Physical line on which it begins, from 1. */
  line: number;
  /** Where the next record begins: byte of the stored file, and physical line. */
  nextByte: number;
  nextLine: number;
  quoted: boolean;
  /** Why the record cannot be told into cells, or null. */
  broken: string | null;
  /** What is wrong with its characters, or null; its cells can still be told apart. */
  damage: string | null;
}

const BROKEN = {
  broken: 'The quotes of this line do not match: a quote is missing, or stands in a place where none may',
  doubtful: 'A quoted cell of this line holds lines that look like rows of their own: a quote may be missing',
  'too-long': `The line is longer than ${MAX_RECORD_UNITS} characters: it was cut, and is not read`,
};

/**
 * Cuts a file into records, in batches as its blocks come; blank ones included, nothing left out. Memory is bounded by
 * a block of the stream and the longest record. Leaving the loop closes the stream.
 * @param from Beginning of a record: byte of the stored file, and physical line.
 */
export async function* fileRecords(
  source: FileSource,
  from: { byteOffset: number; line: number; encoding: FileEncoding },
  shape: RecordShape,
): AsyncGenerator<FileRecord[]> {
  const cutter = new RecordCutter(codeUnits(from.encoding), from.byteOffset, from.line, shape);
  for await (const bytes of source.open(from.byteOffset) as AsyncIterable<Buffer>) {
    const records = cutter.push(bytes);
    if (records.length > 0) yield records;
  }
  const last = cutter.finish();
  if (last.length > 0) yield last;
}

class RecordCutter {
  /** What came and is not cut yet; `byte` is where it stands in the file, `line` on which line. */
  private units = '';
  /** The beginning of a line too long to keep; its rest is passed over. */
  private overlong: string | null = null;

  constructor(
    private readonly code: CodeUnits,
    private byte: number,
    private line: number,
    private readonly shape: RecordShape,
  ) {}

  push(bytes: Buffer): FileRecord[] {
    this.units += this.code.push(bytes);
    return this.cut(false);
  }

  finish(): FileRecord[] {
    this.units += this.code.end();
    return this.cut(true);
  }

  private cut(atEnd: boolean): FileRecord[] {
    const records: FileRecord[] = [];
    const { units, shape } = this;
    const plain = PLAIN_UNITS.test(units);
    const start = this.byte;
    let at = 0;
    let quote = units.indexOf('"');
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
      if (quote >= 0 && quote < at) quote = units.indexOf('"', at);
      const { kind, end } = recordEnd(units, at, quote, atEnd, shape);
      if (kind === 'more') break;
      if (kind === 'too-long') this.overlong = units.slice(at, at + MAX_RECORD_UNITS);
      else {
        records.push(this.record(units.slice(at, end), kind, start + end * this.code.unitBytes, plain));
        at = end;
      }
    }
    this.byte = start + at * this.code.unitBytes;
    this.units = units.slice(at);
    return records;
  }

  private record(
    units: string,
    kind: Exclude<RecordKind, 'more'>,
    nextByte: number,
    plain: boolean,
  ): FileRecord {
    const line = this.line;
    this.line += kind === 'quoted' || kind === 'doubtful' ? lineCount(units) : 1;
    const body = withoutLineEnding(units);
    const { text, damage } = plain ? { text: body, damage: null } : this.code.decode(body);
    const broken = kind === 'plain' || kind === 'quoted' ? null : BROKEN[kind];
    return { raw: text, line, nextByte, nextLine: this.line, quoted: kind === 'quoted', broken, damage };
  }
}

function withoutLineEnding(units: string): string {
  let end = units.length;
  if (units.charCodeAt(end - 1) === 10) end--;
  if (units.charCodeAt(end - 1) === 13) end--;
  return units.slice(0, end);
}

function lineCount(units: string): number {
  const newlines = units.split('\n').length - 1;
  return units.endsWith('\n') ? newlines : newlines + 1;
}
