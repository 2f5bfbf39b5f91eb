import { fold } from '../../domain/text/fold';
import type { System } from './system';
import { newAccount } from './accounts';

/** One call of a file in the v2 layout; what is not given is a good call, like no other. */
export interface Call {
  code?: string;
  extension?: string;
  date?: string;
  time?: string;
  number?: string;
  destination?: string;
  duration?: string;
  buy?: string;
  sell?: string;
}

const header =
  'Account Code,Extension,Call Date,Call Time,Number Dialled,Destination,Duration,Operator Amount,Client Amount';
let made = 0;

const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export function callLine(call: Call): string {
  const number = `0207946${String(++made).padStart(6, '0')}`;
  const all = { code: '', extension: '2101', date: '15/05/2026', time: '10:00:00', number, ...call };
  const { code, extension, date, time, destination = 'London', duration = '60', buy = '0', sell = '0' } = all;
  return [code, extension, date, time, all.number, destination, duration, buy, sell].map(quote).join(',');
}

/** A call-charges file in the v2 layout. */
export function callFile(calls: Call[], footer?: { buy: string; sell: string }): string {
  const lines = [header, ...calls.map(callLine)];
  if (footer) lines.push(`TOTAL,,,,,,,${footer.buy},${footer.sell}`);
  return `${lines.join('\n')}\n`;
}

/** Gives a code to an Account. @returns the reply of the API. */
export const giveCode = (
  system: System,
  accountId: string,
  code: { code: string; effectiveFrom?: string; effectiveTo?: string },
  who: 'ops' | 'lead' | 'admin' = 'admin',
) => system.call(who, 'POST', `/v1/accounts/${accountId}/account-codes`, code);

/**
 * An Account whose code is its Accounts ID, good on every day. Open imports are not told of it, as `giveCode` tells
 * them: no row
 * of theirs has that code, and having each matched again for each Account of each test took half of the time.
 */
export async function codedAccount(system: System, fields: Record<string, unknown> = {}) {
  const account = await newAccount(system, fields);
  await system.database.query(
    `INSERT INTO account_code (account_id, location_id, code, code_key)
     SELECT id, location_id, accounts_id, $2 FROM account WHERE id = $1`,
    [account.id, fold(account.accountsId)],
  );
  return { ...account, code: account.accountsId };
}
