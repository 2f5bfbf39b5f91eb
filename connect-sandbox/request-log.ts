import { prepared, type Queryable } from './database';
import { type OperationName } from './operation-names';

/** Records that a request arrived, before anything is done about it: a create that is lost half-way still counts. */
export async function logReceived(
  queryable: Queryable,
  operation: OperationName,
  idempotencyKey: string | undefined,
): Promise<string> {
  const { rows } = await queryable.query<{ id: string }>(
    prepared(
      'INSERT INTO connect_sandbox.request (operation, idempotency_key) VALUES ($1, $2) RETURNING id',
      [operation, idempotencyKey],
    ),
  );
  return rows[0]!.id;
}

/** Within the transaction of a create, so that the number of committed ones is exact whatever happens next. */
export async function markCommitted(queryable: Queryable, requestId: string): Promise<void> {
  await queryable.query(
    prepared('UPDATE connect_sandbox.request SET committed = true WHERE id = $1', [requestId]),
  );
}

/** @param status Null if no answer was sent. */
export async function logOutcome(
  queryable: Queryable,
  requestId: string,
  status: number | null,
  outcome: string,
) {
  await queryable.query(
    prepared('UPDATE connect_sandbox.request SET status = $2, outcome = $3 WHERE id = $1', [
      requestId,
      status,
      outcome,
    ]),
  );
}

/** The latest requests, oldest first. */
export async function readRequests(queryable: Queryable, operation: string | undefined, limit: number) {
  const { rows } = await queryable.query(
    `SELECT * FROM (
       SELECT id::integer, at, operation, idempotency_key AS "idempotencyKey", billing_reference AS "billingReference",
              status, outcome, committed
       FROM connect_sandbox.request WHERE $1::text IS NULL OR operation = $1 ORDER BY request.id DESC LIMIT $2
     ) AS latest ORDER BY id`,
    [operation, limit],
  );
  return { items: rows as unknown[] };
}

export async function readStats(queryable: Queryable) {
  const { rows } = await queryable.query<{
    clients: number;
    calls: number;
    received: number;
    committed: number;
  }>(
    `SELECT (SELECT count(*)::integer FROM connect_sandbox.client) AS clients,
            (SELECT count(*)::integer FROM connect_sandbox.call) AS calls,
            count(*)::integer AS received, count(*) FILTER (WHERE committed)::integer AS committed
     FROM connect_sandbox.request WHERE operation = 'create'`,
  );
  const requests = await queryable.query<{ operation: string; count: number }>(
    'SELECT operation, count(*)::integer AS count FROM connect_sandbox.request GROUP BY operation ORDER BY operation',
  );
  const { clients, calls, received, committed } = rows[0]!;
  const byOperation = Object.fromEntries(requests.rows.map(({ operation, count }) => [operation, count]));
  return { clients, calls, creates: { received, committed }, requests: byOperation };
}
