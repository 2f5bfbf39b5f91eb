import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { safeCell } from '../../../api/http/safe-cell';

/** Cells as a spreadsheet finds them: quotes count where a cell begins with one, and end where they close. */
function cells(text: string, delimiter: string): string[] {
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  let begins = true;
  const end = () => {
    found.push(cell);
    cell = '';
    begins = true;
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[++at];
    else if (quoted) quoted = sign === '"' ? false : ((cell += sign), true);
    else if (sign === '"' && begins) [quoted, begins] = [true, false];
    else if (sign === delimiter || /[\r\n]/.test(sign)) end();
    else [cell, begins] = [cell + sign, false];
  }
  end();
  return found;
}

const unseen = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*/u;
const isFormula = (cell: string) => /^[=+\-@＝＋－＠﹦﹢﹣﹫]/.test(cell.replace(unseen, ''));
const exported = (texts: string[]) =>
  stringify([texts, texts], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });

const dangerous = fc.string({
  unit: fc.constantFrom(
    ...'=+-@＝＋－＠﹣;,\t\r\n"\' a1',
    '\u200b',
    '\ufeff',
    '\u00a0',
    '\u3164',
    '\0',
    '\u00ad',
  ),
  maxLength: 12,
});
const texts = fc.array(fc.oneof(dangerous, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 });

it.each([',', ';', '\t'])(
  'makes no cell that is a formula, whatever the texts, parted by %j',
  (delimiter) => {
    fc.assert(
      fc.property(texts, (some) => {
        expect(cells(exported(some.map(safeCell)), delimiter).filter(isFormula)).toEqual([]);
      }),
      { numRuns: 20_000 },
    );
  },
);

it('is needed: the same texts are formulas without it', () => {
  const parted = (text: string, delimiter: string) => cells(exported(['a', text]), delimiter).some(isFormula);
  expect(parted('=1+1', ',')).toBe(true);
  for (const text of ['x;=1+1', 'x,"y;=1', 'a";"=1', 'x;\n＝1']) expect(parted(text, ';')).toBe(true);
  expect(parted('x\t@SUM(A1)', '\t')).toBe(true);
});

it.each([
  ['=1+1', "'=1+1"],
  ['＝1+1', "'＝1+1"],
  ['\u200b =1', "'\u200b =1"],
  ['\ufeff@x', "'\ufeff@x"],
  ['x;=1+1', "x;'=1+1"],
  ['x;; -1', "x;;' -1"],
  ['x\r\n+1', "x\r'\n'+1"],
  ['a";"=1', 'a";\'"=1'],
  ['+44 20 7946 0000', "'+44 20 7946 0000"],
])('puts an apostrophe before what could be one: %j', (text, safe) => {
  expect(safeCell(text)).toBe(safe);
});

it.each([
  'Ada & Co.',
  '1-2',
  'a = b',
  'London; Leeds',
  'Plover, -Studio',
  ' spaced ',
  '',
  '020 7946',
  "it's",
])('leaves %j as it is', (text) => {
  expect(safeCell(text)).toBe(text);
});

it('takes its time by the length of a text', () => {
  const took = (length: number) => {
    const text = `${'\t'.repeat(length)}x=`;
    const runs = Array.from({ length: 5 }, () => {
      const { user, system } = process.cpuUsage();
      safeCell(text);
      const after = process.cpuUsage({ user, system });
      return (after.user + after.system) / 1_000;
    });
    return Math.min(...runs);
  };
  took(100_000);
  expect(took(200_000)).toBeLessThan(3 * took(100_000) + 5);
});

it('takes nothing for an empty cell', () => {
  expect(safeCell(null)).toBe('');
});
