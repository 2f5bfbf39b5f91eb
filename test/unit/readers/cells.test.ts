import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { cellsOf } from '../../../readers/cells';
import type { FileRecord } from '../../../readers/records';

const record = (raw: string): FileRecord => ({
  raw,
  line: 1,
  nextByte: raw.length,
  nextLine: 2,
  quoted: raw.includes('"'),
  loose: false,
  broken: null,
  damage: null,
});

const plain = fc.string({ unit: fc.constantFrom('a', ' ', '\t', "'", 'é', '6', ';'), maxLength: 5 });
/** A quote inside a cell that does not begin with one is a character of it. */
const inches = plain.map((text) => `x${text}"`);
const quoted = fc
  .string({ unit: fc.constantFrom('a', ' ', ',', ';', "'", 'é'), maxLength: 6 })
  .map((text) => `"${text}"`);
const doubled = quoted.map((text) => `${text.slice(0, -1)}""b"`);

it.each([',', ';'])('splits lines at %s as csv-parse does', (delimiter) => {
  const cell = fc.oneof({ weight: 3, arbitrary: plain }, { weight: 3, arbitrary: quoted }, doubled, inches);
  const line = fc
    .array(
      cell.filter((text) => text.startsWith('"') || !text.includes(delimiter)),
      { minLength: 1, maxLength: 6 },
    )
    .map((cells) => cells.join(delimiter))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
      const options = { delimiter, relax_quotes: true, relax_column_count: true };
      const parsed = lines.map((text) => parse(text, options)[0]);
      expect(cellsOf(lines.map(record), delimiter)).toEqual(parsed);
    }),
    { numRuns: 5_000, seed: 7 },
  );
});
