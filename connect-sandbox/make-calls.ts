import { randomUUID } from 'node:crypto';
import { type Pool } from 'pg';
import { z } from 'zod';
import { localDate } from './contract-schemas';
import { inTransaction, type Queryable } from './database';
import { makeCallsSql } from './make-calls.sql';
import { Refusal } from './refusal';
import { siteExists } from './sites';

const codes = z.array(z.string().min(1).max(64)).min(1).max(100_000);

export const callOrder = z
  .strictObject({
    siteId: z.string(),
    count: z.int().min(1).max(10_000_000),
    /** First and last local date of the site, inclusive. */
    from: localDate,
    to: localDate,
    /** Defaults to the Billing References of the site's clients. */
    accountCodes: codes.optional(),
    unknownCodes: codes.optional(),
    /** How many of the calls have an unknown code. */
    unknownCount: z.int().min(0).optional(),
    /** The same seed and order make the same calls. */
    seed: z.union([z.string().max(200), z.int()]).optional(),
    /** Share of free calls, 0 to 1; about that of a real log by default. */
    zeroShare: z.number().min(0).max(1).default(0.085),
    /** How many of the calls are credits: negative amounts. */
    creditCount: z.int().min(0).default(0),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'must not be before from' })
  .refine(({ creditCount, count }) => creditCount <= count, {
    path: ['creditCount'],
    message: 'must not exceed count',
  })
  .refine(({ unknownCount = 0, count }) => unknownCount <= count, {
    path: ['unknownCount'],
    message: 'must not exceed count',
  });

export type CallOrder = z.output<typeof callOrder>;

interface Made {
  accountCode: string;
  calls: number;
  buy: string;
  sell: string;
}

async function clientCodes(queryable: Queryable, siteId: string): Promise<string[]> {
  const { rows } = await queryable.query<{ code: string }>(
    'SELECT DISTINCT billing_reference AS code FROM connect_sandbox.client WHERE site_id = $1',
    [siteId],
  );
  if (rows.length === 0)
    throw new Refusal(422, 'no_account_codes', 'The site has no clients: name the codes', 'accountCodes');
  // Sorted here, because the database's order depends on its locale and the calls must not depend on it.
  return rows.map(({ code }) => code).sort();
}

/** Makes calls in one statement and one transaction: all of them or none. Sums are exact, in major units. */
export async function makeCalls(pool: Pool, order: CallOrder) {
  const seed = String(order.seed ?? randomUUID());
  const unknown = order.unknownCodes ?? ['ACC-1901', 'ACC-1902', 'ACC-1903'];
  const unknownCount = order.unknownCount ?? Math.min(order.unknownCodes?.length ?? 0, order.count);
  return inTransaction(pool, async (client) => {
    if (!(await siteExists(client, order.siteId)))
      throw new Refusal(422, 'unknown_site', `There is no site ${order.siteId}`, 'siteId');
    const known = order.accountCodes ?? (await clientCodes(client, order.siteId));
    const { rows } = await client.query<Made & { totalBuy: string; totalSell: string }>(makeCallsSql, [
      order.siteId,
      order.count,
      order.from,
      order.to,
      known,
      unknown,
      unknownCount,
      seed,
      order.zeroShare,
      order.creditCount,
    ]);
    const { totalBuy: buy = '0.0000', totalSell: sell = '0.0000' } = rows[0] ?? {};
    const byAccountCode = rows.map(({ accountCode, calls, ...sums }) => ({
      accountCode,
      calls,
      buy: sums.buy,
      sell: sums.sell,
    }));
    const accountCodes = byAccountCode.map(({ accountCode }) => accountCode);
    return { made: order.count, accountCodes, sums: { buy, sell }, byAccountCode, seed };
  });
}
