import type { Schema } from '../../../clients/typescript/src';

type Sheet = Schema<'BatchSheet'>;

/** One thing that is not as it was; null where it was, or is, not there at all. */
export interface Change {
  what: string;
  before: string | null;
  now: string | null;
}

/** What people would want to know of: in the order in which the screen shows it. */
const facts = (sheet: Sheet): [what: string, value: string | null][] => {
  const { location, notBilled, accounts, checks, explanations } = sheet;
  const amount = (value: string) => `${value} ${location.currency}`;
  return [
    ['State', sheet.state],
    ['Revision', String(sheet.revision)],
    ['Net', amount(sheet.net)],
    ['Tax', amount(sheet.tax)],
    ['Gross', amount(sheet.gross)],
    ['Matched rows', String(sheet.rows.matched)],
    ['Not billed', `${notBilled.rows} rows, ${amount(notBilled.amount)}`],
    ...checks.map(({ check, found }): [string, string] => [`Check: ${check}`, found]),
    ...Object.entries(explanations).map(([check, text]): [string, string] => [`Explanation: ${check}`, text]),
    ...accounts.map(({ accountsId, net }): [string, string] => [`Net of ${accountsId}`, amount(net)]),
    ['Approvals', sheet.approvals.map(({ name }) => name).join(', ') || null],
  ];
};

/** Sums may agree though single charges do not: the digest of a completed sheet is of every charge. */
const otherCharges = (seen: Sheet, now: Sheet): Change[] =>
  seen.digest !== null && now.digest !== null && seen.digest !== now.digest
    ? [{ what: 'Single charges', before: 'as you saw them', now: 'others' }]
    : [];

/** What differs between the sheet that was seen and the sheet as it is now. */
export function changesOf(seen: Sheet, now: Sheet): Change[] {
  const [was, is] = [new Map(facts(seen)), new Map(facts(now))];
  const differing = [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, before: was.get(what) ?? null, now: is.get(what) ?? null }))
    .filter(({ before, now }) => before !== now);
  return [...differing, ...otherCharges(seen, now)];
}
