import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { type LineCounts } from '../../../domain/imports/read-row';
import { chunksOf, file, header, line, v2 } from '../../setup/read-file';

const words = fc.constantFrom('London', 'Besançon', '日本', '😀', 'a b', '', ' ', '6" pipe', '\r');
const inQuotes = fc
  .array(fc.constantFrom('x', '""', ',', '\n', '\r\n', 'é', '日', 'TOTAL'), { maxLength: 6 })
  .map((parts) => `"${parts.join('')}"`);
const wellFormed = fc.oneof(words, inQuotes);
const broken = fc.constantFrom('"London', 'Lon"', '"Lon"don', '""x', '"""', '"');
const amount = fc.constantFrom('0.040', '"1,234.50"', '-0.3', 'lots', '');

const callLine = (destination: fc.Arbitrary<string>) =>
  fc
    .record({ Destination: destination, 'Client Amount': amount, 'Account Code': words })
    .map((cells) => line(cells));
const turned = header.split(',').reverse().join(',');
const others = [
  '',
  '   ',
  ',,',
  'TOTAL,,,,,,,1.5,"2,000.25"',
  'a,b',
  'NUL',
  header,
  turned,
  'Subtotal 1,,,,,,,9',
];
const otherLine = fc.constantFrom(...others);
/** Leaves out subtotals. */
const type = { ...v2, leaveOut: [{ column: 'Account Code', startsWith: ['Subtotal'] }] };
const ending = fc.constantFrom('\n', '\r\n');

function fileOf(lines: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .record({
      mark: fc.constantFrom('', '\ufeff'),
      preamble: fc.array(fc.constantFrom('Site: Besançon', '"a\nb",c', '', '"open'), { maxLength: 3 }),
      lines: fc.array(fc.tuple(lines, ending), { maxLength: 12 }),
      lastEnding: fc.constantFrom('', '\n', '\r\n'),
    })
    .map(({ mark, preamble, lines, lastEnding }) => {
      const top = [...preamble, header, line()].map((text) => `${text}\n`).join('');
      return `${mark}${top}${lines.map(([text, end]) => text + end).join('')}${line()}${lastEnding}`;
    });
}

const anyFile = fileOf(fc.oneof(callLine(wellFormed), callLine(broken), otherLine));

describe('reading on from a checkpoint', () => {
  it.each(['utf8', 'utf16le'] as const)(
    'gives what reading straight through gives, wherever it stopped (%s)',
    async (encoding) => {
      await fc.assert(
        fc.asyncProperty(
          anyFile,
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 1, max: 90 }),
          async (text, size, block) => {
            const bytes = Buffer.from(
              encoding === 'utf8' ? text : `\ufeff${text.replace('\ufeff', '')}`,
              encoding,
            );
            const whole = (await chunksOf(bytes, type)).flatMap((chunk) => chunk.rows);
            const chunks = await chunksOf(bytes, type, { chunkRows: size, blockBytes: block });
            expect(chunks.flatMap((chunk) => chunk.rows)).toEqual(whole);
            for (const [at, { checkpoint }] of chunks.entries()) {
              const stored = JSON.parse(JSON.stringify(checkpoint));
              expect(
                await chunksOf(bytes, type, { chunkRows: size, resumeAt: stored, blockBytes: block + 1 }),
              ).toEqual(at === chunks.length - 1 ? [{ ...chunks[at], rows: [] }] : chunks.slice(at + 1));
            }
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('begins anew where an older version kept the checkpoint, by whose rules lines were not counted', async () => {
    const bytes = Buffer.from(file(line(), line()));
    const [first, ...others] = await chunksOf(bytes, v2, { chunkRows: 1 });
    const { lines: _, noticed: __, ...old } = JSON.parse(JSON.stringify(first?.checkpoint));
    expect(await chunksOf(bytes, v2, { chunkRows: 1, resumeAt: old })).toEqual([first, ...others]);
  });

  it('stands on the very bytes at which the next row begins', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, async (text) => {
        const bytes = Buffer.from(text);
        const chunks = await chunksOf(bytes, v2, { chunkRows: 1 });
        for (const [at, { checkpoint }] of chunks.entries()) {
          const next = chunks[at + 1]?.rows[0];
          if (next === undefined) continue;
          const passed = bytes.subarray(0, checkpoint.byteOffset).toString();
          expect(passed.split('\n')).toHaveLength(checkpoint.line);
          expect(next.rowNumber).toBe(checkpoint.nextRow);
          expect(
            text
              .split('\n')
              .slice(next.line - 1)
              .join('\n')
              .startsWith(next.raw),
          ).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('every line of a file', () => {
  it('is in a row, a header, a footer, left out, or blank: none is lost, none is there twice', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, async (text) => {
        const chunks = await chunksOf(text, type);
        const rows = chunks.flatMap((chunk) => chunk.rows);
        const lines = text.split('\n');
        const start = lines.findIndex((one) => one.replace('\ufeff', '').trim() === header) + 1;
        const inRows = new Set<number>();
        for (const row of rows)
          for (let at = 0; at < row.raw.split('\n').length; at++) {
            expect(inRows.has(row.line + at)).toBe(false);
            inRows.add(row.line + at);
          }
        for (let at = start; at < lines.length; at++)
          if (!inRows.has(at + 1)) {
            expect(lines[at]?.trim()).toMatch(
              /^(TOTAL,.*|Subtotal.*|[,\s]*|Account Code,.*|.*,Account Code)$/,
            );
          }
        const { rows: inRowsCounted, ...elsewhere } = chunks.at(-1)?.checkpoint.lines as LineCounts;
        expect(inRowsCounted).toBe(inRows.size);
        const all = Object.values(elsewhere).reduce((sum, count) => sum + count, inRowsCounted);
        expect(all).toBe(text.endsWith('\n') ? lines.length - 1 : lines.length);
        expect(elsewhere.leftOut).toBe(
          lines.filter((one, at) => at >= start && one.startsWith('Subtotal') && !inRows.has(at + 1)).length,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('has the cells that csv-parse alone reads, where every quote is in order', async () => {
    const plain = fileOf(
      callLine(
        fc.oneof(
          words.filter((word) => word !== '\r'),
          inQuotes.filter((cell) => !cell.includes(',')),
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(plain, async (text) => {
        const body = text.slice(text.indexOf(header));
        const records = parse(body, { relax_quotes: true, record_delimiter: ['\r\n', '\n'], columns: true });
        const rows = (await chunksOf(text)).flatMap((chunk) => chunk.rows);
        expect(rows.map((row) => row.destination)).toEqual(
          (records as unknown as Record<'Destination', string>[]).map(
            (record) => record.Destination.trim() || null,
          ),
        );
      }),
      { numRuns: 200 },
    );
  });
});
