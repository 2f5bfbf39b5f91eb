import { Readable } from 'node:stream';
import fc from 'fast-check';
import { MAX_CELLS, MAX_RECORD_UNITS, type RecordShape } from '../../../readers/record-end';
import { fileRecords } from '../../../readers/records';

interface Cut {
  raw: string;
  line: number;
  nextByte: number;
  quoted: boolean;
  broken: string | null;
}

const faults = { quotes: 'is closed in another row', rows: 'rows of their own', length: 'longer than' };

interface Closed {
  end: number;
  /** Where each cell but the first begins. */
  starts: number[];
  loose: boolean;
}

/** What the record that begins at a position is, told sign by sign, with all of the text at hand. */
function closedRecord(text: string, start: number, delimiter: string): Closed | null {
  let at = start;
  let loose = false;
  for (const starts: number[] = []; ; starts.push(at)) {
    if (text[at] === '"') {
      at++;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) return null;
        at += text[at] === '"' ? 2 : 1;
      }
      at++;
      if (text[at] === '\r' && [undefined, '\n'].includes(text[at + 1])) at++;
      loose ||= ![delimiter, '\n', undefined].includes(text[at]);
    }
    while (![delimiter, '\n', undefined].includes(text[at])) at++;
    if (text[at] !== delimiter) return { end: Math.min(at + 1, text.length), starts, loose };
    at++;
  }
}

/** A line that is a row, taken as it stands, or by its quotes, the last of which may be open. */
function isRow(line: string, delimiter: string, width: number): boolean {
  if (line.length < 2) return false;
  if (line.split(delimiter).length === width) return true;
  const closed =
    closedRecord(line, 0, delimiter) ??
    closedRecord(`${line}"`, 0, delimiter) ??
    closedRecord(`${line}""`, 0, delimiter);
  return line.includes('"') && (closed?.starts.length ?? -1) + 1 === width;
}

function recordAt(text: string, start: number, { delimiter, width }: RecordShape) {
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 ? text.length : newline;
  const lineAfter = Math.min(lineEnd + 1, text.length);
  const first = { end: lineAfter, quoted: false };
  if (lineEnd - start > MAX_RECORD_UNITS) return { ...first, fault: faults.length };
  if (!text.slice(start, lineEnd).includes('"')) return { ...first, fault: null };
  const closed = closedRecord(text, start, delimiter);
  if (closed !== null && closed.end <= lineAfter) return { end: closed.end, quoted: true, fault: null };
  if (closed === null || closed.end - start > MAX_RECORD_UNITS) return { ...first, fault: faults.quotes };
  const { end, starts, loose } = closed;
  if (loose || width === 0) return { ...first, fault: faults.quotes };
  if (width === null) return { end, quoted: true, fault: null };
  const past = starts[width - 1];
  const surplus = past === undefined ? '' : text.slice(past, end).replaceAll(delimiter, '').trim();
  if (starts.length + 1 < width || surplus !== '') return { ...first, fault: faults.quotes };
  if (width > 1) {
    const lines = text.slice(start, end).replace(/\n$/, '').split('\n');
    const within = lines.slice(1, -1).some((line) => isRow(line, delimiter, width));
    const both = lines[0]?.split(delimiter).length === width && isRow(lines.at(-1) ?? '', delimiter, width);
    if (within || both) return { ...first, fault: faults.rows };
  }
  return { end, quoted: true, fault: null };
}

function expectedRecords(text: string, shape: RecordShape, unitBytes: number): Cut[] {
  const records: Cut[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const { end, quoted, fault } = recordAt(text, at, shape);
    const whole = text.slice(at, end);
    const raw = (fault === faults.length ? whole.slice(0, MAX_RECORD_UNITS) : whole).replace(/\r?\n?$/, '');
    if (raw !== '') records.push({ raw, line, nextByte: end * unitBytes, quoted, broken: fault });
    line += Math.max(whole.split('\n').length - 1, 1);
    at = end;
  }
  return records;
}

/** The records of a file that comes in pieces and is cut in blocks. */
async function cut(
  text: string,
  shape: RecordShape,
  {
    unitBytes = 1,
    pieces = [],
    blockBytes = 65_536,
  }: { unitBytes?: number; pieces?: number[]; blockBytes?: number },
): Promise<Cut[]> {
  const bytes = Buffer.from(text, unitBytes === 1 ? 'latin1' : 'utf16le');
  const stream = function* () {
    let at = 0;
    for (let piece = 0; at < bytes.length; piece++) {
      const length = pieces[piece % pieces.length] ?? bytes.length;
      yield bytes.subarray(at, at + length);
      at += length;
    }
  };
  const source = { open: () => Readable.from(stream()) };
  const encoding = unitBytes === 1 ? 'utf-8' : 'utf-16le';
  const records: Cut[] = [];
  for await (const batch of fileRecords(source, { byteOffset: 0, line: 1, encoding }, shape, blockBytes)) {
    expect(batch.length).toBeLessThanOrEqual(1_000);
    for (const { raw, line, nextByte, quoted, broken } of batch)
      if (raw !== '') records.push({ raw, line, nextByte, quoted, broken });
  }
  return records.map((record) => ({
    ...record,
    broken: Object.values(faults).find((fault) => record.broken?.includes(fault)) ?? record.broken,
  }));
}

const shapes = fc.record<RecordShape>({
  delimiter: fc.constantFrom(',', ';'),
  width: fc.constantFrom(null, 0, 1, 2, 3),
});

describe('cutting a file into records', () => {
  it('gives what looking at each record by itself gives, however the file comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom(...'",x\r\n;', 'x","', '"\n', '\n"'), maxLength: 30 }),
        shapes,
        fc.record({
          unitBytes: fc.constantFrom(1, 2),
          pieces: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
          blockBytes: fc.integer({ min: 1, max: 50 }),
        }),
        async (text, shape, how) =>
          expect(await cut(text, shape, how)).toEqual(expectedRecords(text, shape, how.unitBytes)),
      ),
      { numRuns: 3_000 },
    );
  });

  it('does so about the length of the longest record', async () => {
    const filling = fc
      .constantFrom(MAX_RECORD_UNITS, MAX_RECORD_UNITS / 2)
      .chain((about) => fc.integer({ min: about - 7, max: about }));
    const sign = fc.constantFrom(...'",x\r\n', '\n"\n', '"\n', '"\n"', '""');
    const shown = (records: Cut[]) =>
      records.map(({ raw, ...record }) => ({ ...record, length: raw.length }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 6, arbitrary: sign }, filling), { maxLength: 16 }),
        fc.constantFrom(null, 0, 1, 2, 3),
        fc.record({
          unitBytes: fc.constantFrom(1, 2),
          blockBytes: fc.oneof(fc.constantFrom(9_999, 200_000), fc.integer({ min: 65_530, max: 65_542 })),
        }),
        async (parts, width, how) => {
          const text = parts.map((part) => (typeof part === 'number' ? 'x'.repeat(part) : part)).join('');
          const shape = { delimiter: ',', width };
          const records = await cut(text, shape, how);
          const expected = expectedRecords(text, shape, how.unitBytes);
          expect(shown(records)).toEqual(shown(expected));
          expect(records.every(({ raw }, at) => raw === expected[at]?.raw)).toBe(true);
        },
      ),
      {
        numRuns: 1_000,
        // The longest there may be, and nothing behind it: whether the file ends there is told by its end alone.
        examples: [[['"', '\n', MAX_RECORD_UNITS - 3, '"'], null, { unitBytes: 1, blockBytes: 65_536 }]],
      },
    );
  });

  it('refuses a line with more cells than any sheet has columns, and reads the rest', async () => {
    const shape = { delimiter: ',', width: null };
    const widest = `x${','.repeat(MAX_CELLS - 1)}`;
    const lines = [widest, `${widest},`, `"a\nb"${widest.slice(1)}`, `"a\nb"${widest.slice(1)},`, 'y'];
    const records = await cut(lines.join('\n'), shape, {});
    const tooWide = 'The line has more than 16384 cells: it is not read';
    expect(records.map(({ broken }) => broken)).toEqual([null, tooWide, null, tooWide, null]);
    expect(records.map(({ line }) => line)).toEqual([1, 2, 3, 5, 7]);
  });

  it('makes nothing of blank lines but their count', async () => {
    const text = `${'\n'.repeat(150_000)}x\n${'\r\n'.repeat(150_000)}y`;
    const records = await cut(text, { delimiter: ',', width: null }, {});
    expect(records).toMatchObject([
      { raw: 'x', line: 150_001, nextByte: 150_002 },
      { raw: 'y', line: 300_002, nextByte: text.length },
    ]);
  });

  it('lets the event loop have its turn between batches', async () => {
    let turns = 0;
    let running = true;
    const count = () => {
      turns++;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const records = await cut('x\n'.repeat(100_000), { delimiter: ',', width: null }, {});
    running = false;
    expect(records).toHaveLength(100_000);
    expect(turns).toBeGreaterThanOrEqual(100);
  });
});
