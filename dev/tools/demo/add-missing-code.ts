import { type Schema } from '../../../clients/typescript/src';
import { type CallsFile } from './download-calls';
import { expectAmount, expectSame } from './expect';
import { type Month } from './free-month';
import { type MadeCalls } from './make-calls';
import { at, type Tour } from './tour';

/** Adds the unknown code to an Account, from the month on: the draft is rematched automatically. */
export async function addMissingCode(
  tour: Tour,
  importId: string,
  {
    month,
    file,
    made,
    account,
  }: { month: Month; file: CallsFile; made: MadeCalls; account: Schema<'Account'> },
): Promise<void> {
  const { narrator, as, names } = tour;
  const { code } = made.unknown;
  narrator.step(
    `${names.ops} finds out that ${code} belongs to ${account.name}, and adds the code to ${account.accountsId}.`,
  );
  await as.ops.post('/v1/accounts/{id}/account-codes', {
    ...at(account.id),
    body: { code, effectiveFrom: month.from },
  });
  made.owners.set(code, account.accountsId);
  const found = await narrator.until<Schema<'ChargeImport'>>({
    what: 'Matched rows',
    look: () => as.ops.get('/v1/charge-imports/{id}', at(importId)),
    state: ({ rows }) => String(rows.matched),
    wanted: String(file.rows),
    done: ({ rows, status }) => rows.matched === file.rows && status === 'in-review',
  });
  expectSame('Unmatched rows', 0, found.rows.unmatched);
  expectAmount('Client Amounts of the matched rows', file.sell, found.amount.sell?.matched);
  narrator.say(`All ${file.rows} rows match.`);
}
