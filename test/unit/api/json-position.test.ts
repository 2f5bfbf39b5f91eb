import fc from 'fast-check';
import { whereJsonBreaks } from '../../../api/http/json-position';

it.each([
  ['{', 1, 2],
  ['{"a":1,}', 1, 8],
  ['{"a":1\n "b":2}', 2, 2],
  ['[1,\n2,\n 3 4]', 3, 4],
  ['[1,]', 1, 4],
  ["{'a':1}", 1, 2],
  ['{"a" 1}', 1, 6],
  ['{"a":01}', 1, 7],
  ['nul', 1, 1],
  ['{} {}', 1, 4],
  ['["a\nb"]', 1, 2],
  ['["\\x"]', 1, 2],
  ['[NaN]', 1, 2],
  [']', 1, 1],
  ['[}', 1, 2],
  ['"ü\u007f"x', 1, 5],
])('finds where %j stops being JSON', (text, line, column) => {
  expect(() => JSON.parse(text) as unknown).toThrow();
  expect(whereJsonBreaks(text)).toEqual({ line, column });
});

it('reads all JSON to its end, and no further than its first fault', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '}', ']', ',', ':', '"', 'x', '{', '1'),
      (json, at, put) => {
        expect(whereJsonBreaks(json)).toEqual({ line: 1, column: json.length + 1 });
        const cut = at % (json.length + 1);
        const text = json.slice(0, cut) + put + json.slice(cut + 1);
        try {
          JSON.parse(text);
        } catch {
          const { column } = whereJsonBreaks(text);
          // What comes before it can be the beginning of JSON: of the text that was not changed, all of it.
          expect(column).toBeLessThanOrEqual(text.length + 1);
          expect(() => JSON.parse(text.slice(0, column - 1)) as unknown).not.toThrow(/Unexpected token/);
        }
      },
    ),
    { numRuns: 500 },
  );
});

it('takes a megabyte of one text, or of brackets, in its stride', () => {
  expect(whereJsonBreaks(`{"a":"${'x'.repeat(1_000_000)}"`).column).toBe(1_000_008);
  expect(whereJsonBreaks('['.repeat(1_000_000)).column).toBe(1_000_001);
});
