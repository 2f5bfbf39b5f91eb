import { type Pool } from 'pg';
import { inTransaction, prepared, type Queryable } from './database';
import { type FaultRule, type Faults } from './fault-schemas';
import { type OperationName } from './operation-names';

export type FaultSettings = Omit<Faults, 'rules'>;

export async function readFaultSettings(queryable: Queryable): Promise<FaultSettings> {
  const { rows } = await queryable.query<FaultSettings>(
    `SELECT search_lag_ms AS "searchLagMs", ignore_idempotency_key AS "ignoreIdempotencyKey"
     FROM connect_sandbox.fault_settings`,
  );
  return rows[0] ?? { searchLagMs: 0, ignoreIdempotencyKey: false };
}

/** The active faults; `timesLeft` is null for a rule without a limit. */
export async function readFaults(queryable: Queryable) {
  const { rows } = await queryable.query<{ rule: FaultRule; remaining: number | null; used: number }>(
    'SELECT rule, remaining, used FROM connect_sandbox.fault_rule ORDER BY id',
  );
  const rules = rows.map(({ rule, remaining, used }) => ({ ...rule, timesLeft: remaining, used }));
  return { ...(await readFaultSettings(queryable)), rules };
}

/** Replaces all faults at once: those not given are off. */
export async function replaceFaults(pool: Pool, faults: Faults): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('LOCK TABLE connect_sandbox.fault_settings IN EXCLUSIVE MODE');
    await client.query('DELETE FROM connect_sandbox.fault_rule');
    await client.query('DELETE FROM connect_sandbox.fault_settings');
    await client.query(
      'INSERT INTO connect_sandbox.fault_settings (search_lag_ms, ignore_idempotency_key) VALUES ($1, $2)',
      [faults.searchLagMs, faults.ignoreIdempotencyKey],
    );
    for (const rule of faults.rules)
      await client.query(
        `INSERT INTO connect_sandbox.fault_rule (operation, billing_reference, remaining, rule)
         VALUES ($1, $2, $3, $4)`,
        [rule.operation, rule.billingReference, rule.times, JSON.stringify(rule)],
      );
  });
}

export interface FaultsForRequest {
  rule: FaultRule | undefined;
  settings: FaultSettings;
}

/**
 * Takes the first rule for this request and counts its use, and notes in the log which client the request is about. The
 * row lock makes `times` exact: a request that waits for it looks again, and continues with the next rule if the last
 * use is gone.
 */
export async function takeFaults(
  queryable: Queryable,
  requestId: string,
  operation: OperationName,
  billingReference: string | undefined,
): Promise<FaultsForRequest> {
  const { rows } = await queryable.query<FaultSettings & { rule: FaultRule | null }>(
    prepared(
      `WITH picked AS (
       SELECT id FROM connect_sandbox.fault_rule
       WHERE operation IN ($1, 'any') AND (billing_reference IS NULL OR billing_reference = $2)
         AND (remaining IS NULL OR remaining > 0)
       ORDER BY id LIMIT 1 FOR UPDATE
     ), taken AS (
       UPDATE connect_sandbox.fault_rule AS taken SET remaining = taken.remaining - 1, used = taken.used + 1
       FROM picked WHERE taken.id = picked.id RETURNING taken.rule
     ), noted AS (
       UPDATE connect_sandbox.request SET billing_reference = $2 WHERE id = $3 AND $2::text IS NOT NULL
     )
     SELECT (SELECT rule FROM taken), coalesce(s.search_lag_ms, 0) AS "searchLagMs",
       coalesce(s.ignore_idempotency_key, false) AS "ignoreIdempotencyKey"
     FROM (SELECT) AS one LEFT JOIN connect_sandbox.fault_settings s ON true`,
      [operation, billingReference, requestId],
    ),
  );
  const { rule, ...settings } = rows[0]!;
  return { rule: rule ?? undefined, settings };
}
