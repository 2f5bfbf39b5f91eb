import { type Schema } from '../../../clients/typescript/src';
import { type CallsFile } from './download-calls';
import { expectAmount, expectSame, sumOf } from './expect';
import { addUpBy, expectPerAccount, type PerAccount } from './per-account';
import { allOf, at, type Tour } from './tour';

/** The posted charges per Account, compared with the file. */
export async function compareCharges(
  tour: Tour,
  { id, number }: Schema<'BatchSheet'>,
  file: CallsFile,
  owed: PerAccount,
): Promise<void> {
  const { narrator, as, location } = tour;
  narrator.step(
    `The charges of ${number}, in ${location.currency}, next to the tour's own totals of the file.`,
  );
  const charges = await allOf(as.ops.list('/v1/batch-sheets/{id}/charges', at(id)));
  expectSame('Posted charges', file.rows, charges.filter(({ postedAt }) => postedAt !== null).length);
  const posted = addUpBy(charges, ({ accountsId, net }) => ({ accountsId, rows: 1, amount: net }));
  const all = sumOf(charges.map(({ net }) => net));
  narrator.table(
    ['Account', 'Charges', 'Posted', 'File', 'Difference'],
    [
      ...[...posted].map(([accountsId, { rows, amount }]) => {
        const there = owed.get(accountsId)?.amount ?? sumOf([]);
        return [accountsId, rows, amount.toFixed(4), there.toFixed(4), amount.minus(there).toFixed(4)];
      }),
      ['All', charges.length, all.toFixed(4), file.sell.toFixed(4), all.minus(file.sell).toFixed(4)],
    ],
  );
  expectPerAccount('Posted charges', owed, posted);
  expectAmount('Posted charges, total', file.sell, all);
  narrator.say(`The same to the last digit: ${all.toFixed()}.`);
}
