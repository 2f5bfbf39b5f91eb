import Big from 'big.js';
import fc from 'fast-check';
import { callFile, codedAccount } from '../../setup/calls';
import { chargesOf, postFile, sheetOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let codes: string[] = [];
beforeAll(async () => {
  system = await sharedSystem();
  const accounts = [await codedAccount(system), await codedAccount(system), await codedAccount(system)];
  codes = accounts.map(({ code }) => code);
});
afterAll(() => system.stop());

const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: most });
const amount = fc
  .tuple(fc.constantFrom('', '', '-'), fc.nat(99_999), digits(6))
  .map(([sign, whole, decimals]) => `${sign}${whole}${decimals && `.${decimals}`}`);
const bad = fc.constantFrom('lots', '', '1.2345678', '£3');

const call = fc.record({
  who: fc.nat(4),
  buy: fc.oneof({ weight: 9, arbitrary: amount }, { weight: 1, arbitrary: bad }),
  sell: fc.oneof({ weight: 9, arbitrary: amount }, { weight: 1, arbitrary: bad }),
  date: fc.constantFrom('15/05/2026', '15/05/2026', '15/05/2026', '31/02/2026'),
});

const readable = (cell: string) => /^-?\d+(\.\d{1,6})?$/.test(cell);
const sum = (cells: string[]) => cells.filter(readable).reduce((total, cell) => total.plus(cell), new Big(0));

/** Added up from what stands in the file, by other means than the product's. */
function addUp(calls: { code: string; buy: string; sell: string; date: string }[]) {
  const bought = (cell: string) => cell === '' || readable(cell);
  const good = calls.filter(({ buy, sell, date }) => bought(buy) && readable(sell) && date !== '31/02/2026');
  const matched = good.filter(({ code }) => codes.includes(code));
  return {
    rows: { file: calls.length, matched: matched.length, invalid: calls.length - good.length },
    file: { buy: sum(calls.map(({ buy }) => buy)), sell: sum(calls.map(({ sell }) => sell)) },
    matched: sum(matched.map(({ sell }) => sell)),
  };
}

const statuses = ['matched', 'unmatched', 'invalid', 'duplicate', 'ignored'] as const;

it('loses no row and no penny, whatever is in the file', async () => {
  const files = fc.array(call, { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(files, async (drawn) => {
      const calls = drawn.map(({ who, ...rest }) => ({ ...rest, code: codes[who] ?? `GHOST-${who}` }));
      calls.push({ code: codes[0] as string, buy: '0.01', sell: '0.02', date: '15/05/2026' });
      const expected = addUp(calls);
      const found = await postFile(system, { content: callFile(calls) });
      expect(found.rows).toMatchObject(expected.rows);
      expect(statuses.reduce((total, status) => total + found.rows[status], 0)).toBe(calls.length);
      for (const column of ['buy', 'sell'] as const) {
        const split = sum(statuses.map((status) => found.amount[column]?.[status] ?? ''));
        expect(split.toFixed()).toBe(expected.file[column].toFixed());
        expect(new Big(found.amount[column]?.file ?? '').toFixed()).toBe(split.toFixed());
      }
      const sheet = await sheetOf(system, found.batchSheetId);
      const charged = sum((await chargesOf(system, found.batchSheetId)).map(({ net }) => net));
      expect(charged.toFixed()).toBe(expected.matched.toFixed());
      expect(new Big(sheet.basis).plus(sheet.rounding).toFixed(2)).toBe(sheet.net);
      expect(new Big(sheet.basis).toFixed()).toBe(expected.matched.toFixed());
      for (const line of sheet.accounts)
        expect(new Big(line.net).minus(line.basis).abs().lte('0.005')).toBe(true);
    }),
    { numRuns: 12 },
  );
});
