import Big from 'big.js';
import { type CallsFile } from './download-calls';
import { expectSame } from './expect';
import { type MadeCalls } from './make-calls';

export interface AccountSum {
  rows: number;
  amount: Big;
}

/** Rows and amounts by Accounts ID. */
export type PerAccount = Map<string, AccountSum>;

/** What each Account owes according to the downloaded file. */
export function fileByAccount({ byCode }: CallsFile, { owners }: MadeCalls): PerAccount {
  return addUpBy([...byCode], ([code, { rows, sell }]) => ({
    accountsId: owners.get(code) ?? `nobody (${code})`,
    rows,
    amount: sell,
  }));
}

export function addUpBy<T>(
  items: T[],
  take: (item: T) => { accountsId: string; rows: number; amount: Big | string },
): PerAccount {
  const sums: PerAccount = new Map();
  for (const item of items) {
    const { accountsId, rows, amount } = take(item);
    const sum = sums.get(accountsId) ?? { rows: 0, amount: new Big(0) };
    sums.set(accountsId, { rows: sum.rows + rows, amount: sum.amount.plus(amount) });
  }
  return new Map([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** @throws TourFailure unless both name the same Accounts with the same rows and, to the last digit, amounts. */
export function expectPerAccount(what: string, expected: PerAccount, found: PerAccount): void {
  const show = (sums: PerAccount) =>
    [...sums].map(([id, { rows, amount }]) => `${id} ${rows} rows ${amount.toFixed()}`);
  const [wanted, there] = [show(expected), show(found)];
  const differing = Array.from({ length: Math.max(wanted.length, there.length) }, (_, at) => at).find(
    (at) => wanted[at] !== there[at],
  );
  if (differing !== undefined)
    expectSame(what, wanted[differing] ?? 'no other account', there[differing] ?? 'no other account');
}
