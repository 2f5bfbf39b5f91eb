import fc from 'fast-check';
import { fold } from '../../../domain/text/fold';
import { type Database, openDatabase } from '../../../prisma/client/database';
import { createTestDatabase, type TestDatabase } from '../../setup/database';

/** `fold_key` of the database folds as domain/fold.ts does. */
let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
});
afterAll(async () => {
  await database.close();
  await own.close();
});

/** Texts that the database folds to something else, spelt so that all of them can be seen. */
async function foldedOtherwise(texts: string[]): Promise<string[]> {
  const rows = await database.query<{ key: string }>(
    `SELECT fold_key(given) AS key FROM unnest($1::text[]) WITH ORDINALITY AS all_of_them (given, place)
      ORDER BY place`,
    [texts],
  );
  expect(rows).toHaveLength(texts.length);
  const spelt = (text: string) => [...text].map((sign) => sign.codePointAt(0)?.toString(16)).join(' ');
  return texts.flatMap((text, at) => {
    const key = rows[at]?.key as string;
    return key === fold(text) ? [] : [`${spelt(text)}: ${spelt(fold(text))}, not ${spelt(key)}`];
  });
}

/** What text can be of, but halves of signs and the end of C strings. */
const signs = Array.from({ length: 0x10ffff }, (_, at) => at + 1)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));
const changed = signs.filter((sign) => fold(`x${sign}x`) !== `x${sign}x`);

it('every sign that is folded at all, alone and among others', async () => {
  expect(changed.length).toBeGreaterThan(1_500);
  expect(await foldedOtherwise(changed)).toEqual([]);
  expect(await foldedOtherwise(changed.map((sign) => `a ${sign}${sign}\u0301 Z`))).toEqual([]);
});

it('one sign of ninety-seven, whether it is folded or not', async () => {
  const some = signs.filter((_, at) => at % 97 === 0);
  expect(await foldedOtherwise(some.map((sign) => `a${sign}`))).toEqual([]);
});

it('texts of letters of many scripts, marks, full-width and invisible signs and spaces', async () => {
  const sign = fc.oneof(
    fc.constantFrom(...'aZ09 -./_'),
    fc.constantFrom(...'éÉẞßİıŁøĳДйЁёІіΣςσΆά汉日本ꙀꭰᲐა𐐀𐐨½²Ⅳﬁ'),
    fc.constantFrom(...'ＡＺａｚ０９－．～｀'),
    fc.constantFrom(...'\u0301\u0308\u0327\u0323\u030c\u0345\u05b0\u064b\u093c\u1161\u11a8'),
    fc.constantFrom(...' \t\n\r\u00a0\u2003\u2028\u3000\u1680\u0085'),
    fc.constantFrom(...'\u200b\u200d\u2060\ufeff\u00ad\u202e\u2069\ufe0f\u034f\u3164\u{e0100}'),
    fc.constantFrom(...changed),
  );
  const texts = fc.sample(fc.string({ unit: sign, maxLength: 12 }), { numRuns: 3_000, seed: 11 });
  expect(await foldedOtherwise(texts)).toEqual([]);
});

it('texts as long as are composed, and longer', async () => {
  const texts = ['x', 'é', '\u{10400}'].flatMap((sign) =>
    [496, 497, 498, 993, 994, 995].map((length) => `Cafe\u0301 ${sign.repeat(length)}`),
  );
  expect(await foldedOtherwise(texts)).toEqual([]);
});
