import { type Schema } from '../../../clients/typescript/src';
import Big from 'big.js';
import { expectSame, TourFailure } from './expect';
import { type Month } from './free-month';
import { allOf, atLocation, type Tour } from './tour';

const CALLS = 300;
const UNKNOWN_CALLS = 12;
const CREDITS = 2;
const ACCOUNTS = 8;

export interface MadeCalls {
  count: number;
  /** Calls with the unknown code. */
  unknown: { code: string; count: number };
  /** Accounts ID by code, for the known codes. */
  owners: Map<string, string>;
  /** What the clients pay in total, according to the sandbox. */
  sell: Big;
}

/** Creates a month of calls in Connect, some of them with a code that no Account has. */
export async function makeCalls(tour: Tour, month: Month, sent: Schema<'Account'>[]): Promise<MadeCalls> {
  const { narrator, control, location } = tour;
  const owners = await codesOf(tour, month, sent);
  const unknown = { code: `PHONE-${month.digits}`, count: UNKNOWN_CALLS };
  narrator.step(
    `${CALLS} calls of ${month.name} are made in Connect's sandbox at ${location.name}, ` +
      `${UNKNOWN_CALLS} of them with the code ${unknown.code}, which no account has.`,
  );
  const made = await control.post<{ made: number; sums: { sell: string }; accountCodes: string[] }>(
    '/calls',
    {
      siteId: location.connectSiteId,
      count: CALLS,
      from: month.from,
      to: month.to,
      accountCodes: [...owners.keys()],
      unknownCodes: [unknown.code],
      unknownCount: UNKNOWN_CALLS,
      creditCount: CREDITS,
    },
  );
  expectSame('Calls made in the sandbox', CALLS, made.made);
  if (!made.accountCodes.includes(unknown.code))
    throw new TourFailure(
      'Codes of the calls made',
      `${unknown.code} among them`,
      made.accountCodes.join(', '),
    );
  narrator.say(`Codes: ${made.accountCodes.join(', ')}.`);
  return { count: CALLS, unknown, owners, sell: new Big(made.sums.sell) };
}

/** The codes of the three that were sent, and of others at the Location, good for the whole month. */
async function codesOf(
  { as, location }: Tour,
  month: Month,
  sent: Schema<'Account'>[],
): Promise<Map<string, string>> {
  const all = await allOf(as.ops.list('/v1/accounts', atLocation(location.id)));
  const sentIds = sent.map(({ id }) => id);
  const others = all.filter(({ id, tenancyTo }) => !sentIds.includes(id) && tenancyTo === null);
  const owners = new Map<string, string>();
  for (const { accountsId, accountCodes } of [...sent, ...others]) {
    if (owners.size === ACCOUNTS) break;
    const good = accountCodes.find(
      ({ effectiveFrom, effectiveTo }) =>
        (effectiveFrom ?? '') <= month.from && (effectiveTo === null || effectiveTo >= month.next),
    );
    if (good) owners.set(good.code, accountsId);
  }
  for (const { accountsId } of sent)
    if (![...owners.values()].includes(accountsId))
      throw new TourFailure(
        `Schema<'Account'> codes of ${accountsId}`,
        `one that is good in ${month.name}`,
        'none',
      );
  return owners;
}
