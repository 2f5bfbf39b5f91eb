import type { Database, Transaction } from '../../client/database';
import { beginning, sealedFields, sealHash } from './audit-hash';

/**
 * Seals the next events: gives them consecutive numbers, and hashes that each cover the one before. Events are taken by
 * id; one whose transaction ends late comes later. One process at a time does it, and nobody who writes waits for it.
 * @returns how many were sealed; 0 also if another process is sealing.
 */
export const sealEvents = (database: Database, limit = 1_000): Promise<number> =>
  database.transaction(async (tx) => {
    const [lock] = await tx.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('audit seal', 0)) AS mine`,
    );
    if (!lock?.mine) return 0;
    const waiting = await tx.query<{ id: string }>(
      'SELECT event_id AS id FROM audit_unsealed ORDER BY event_id LIMIT $1',
      [limit],
    );
    if (waiting.length === 0) return 0;
    return seal(
      tx,
      waiting.map(({ id }) => id),
    );
  });

async function seal(tx: Transaction, ids: string[]): Promise<number> {
  const [last] = await tx.query<{ number: string; hash: Buffer }>(
    'SELECT number, hash FROM audit_seal ORDER BY number DESC LIMIT 1',
  );
  // An event that somebody removed before it was sealed stays in the list, and the verification names it.
  const events = await tx.query<{ id: string; isSealed: boolean; fields: (string | null)[] }>(
    `SELECT e.id, ${sealedFields} AS fields, s.event_id IS NOT NULL AS "isSealed"
     FROM audit_event e LEFT JOIN audit_seal s ON s.event_id = e.id WHERE e.id = ANY ($1) ORDER BY e.id`,
    [ids],
  );
  let number = BigInt(last?.number ?? 0);
  let hash = last?.hash ?? beginning;
  const seals = events
    .filter(({ isSealed }) => !isSealed)
    .map(({ id, fields }) => {
      number += 1n;
      hash = sealHash(hash, String(number), fields);
      return { id, number: String(number), hash };
    });
  await tx.query(
    'INSERT INTO audit_seal (number, event_id, hash) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])',
    [seals.map((one) => one.number), seals.map((one) => one.id), seals.map((one) => one.hash)],
  );
  await tx.query('DELETE FROM audit_unsealed WHERE event_id = ANY ($1)', [events.map(({ id }) => id)]);
  return events.length;
}
