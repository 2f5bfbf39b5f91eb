import type { Database } from '../../client/database';
import { Parameters } from '../../client/page-sql';
import { withinTime } from '../../client/within-time';
import { amountConditions, type ChargeFilter, postedSheetConditions } from './charge-filter';

export interface ChargeTotals {
  currency: string;
  charges: number;
  /** At the precision of charges: each Account's rounding is on its sheet. */
  net: string;
}

/** Of all posted charges that fit, by currency. */
export function totalCharges(database: Database, filter: ChargeFilter): Promise<ChargeTotals[]> {
  const parameters = new Parameters();
  const { locationIds } = filter;
  const sheets = [
    ...postedSheetConditions(filter, parameters),
    ...parameters.where('s.location_id = ANY (?::uuid[])', locationIds === 'all' ? null : locationIds),
  ].join(' AND ');
  const sums = sumsOf(filter, parameters);
  return withinTime(database, async (tx) => {
    await tx.query('SET LOCAL jit = off');
    return tx.query<ChargeTotals>(
      `SELECT l.currency, coalesce(sum(x.charges), 0)::int AS charges, coalesce(sum(x.net), 0)::text AS net
       FROM batch_sheet s JOIN location l ON l.id = s.location_id ${sums}
       WHERE ${sheets} AND s.has_charges GROUP BY l.currency HAVING sum(x.charges) > 0 ORDER BY l.currency`,
      parameters.values,
    );
  });
}

/** Number and sum of the charges of a sheet `s`; by amount, each of them has to be looked at. */
function sumsOf(filter: ChargeFilter, parameters: Parameters): string {
  const { accountId } = filter;
  const account = accountId ? parameters.add(accountId) : null;
  const amounts = amountConditions(filter, parameters);
  if (amounts.length > 0) {
    const where = [
      'c.import_id = s.import_id',
      'c.sheet_id = s.id',
      'c.reverses IS NULL',
      ...(account ? [`c.account_id = ${account}::uuid`] : []),
      ...amounts,
    ];
    return `JOIN LATERAL (SELECT count(*) AS charges, sum(c.net) AS net FROM charge c WHERE ${where.join(' AND ')}) x
      ON true`;
  }
  if (account)
    return `JOIN (
        SELECT o.sheet_id, o.basis + o.markup + o.adjustments AS net,
          (SELECT sum(cardinality(r.row_numbers)) FROM account_charge_rows r
           WHERE r.account_id = o.account_id AND r.sheet_id = o.sheet_id) AS charges
        FROM sheet_account o WHERE o.account_id = ${account}::uuid
      ) x ON x.sheet_id = s.id`;
  return 'JOIN (SELECT sheet_id, charges, charged AS net FROM sheet_total) x ON x.sheet_id = s.id';
}
