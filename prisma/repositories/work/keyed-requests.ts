import { Refusal } from '../../../domain/refusal';
import type { Database, Transaction } from '../../client/database';

/** A request with an Idempotency-Key: a person's keys are their own. */
export interface KeyedRequest {
  personId: string;
  key: string;
  /** SHA-256 of what is asked for, in hex. */
  digest: string;
}

export interface KeptAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: unknown;
}

export interface KeptRequest {
  digest: string;
  createdId: string;
  /** Null if it was not kept: its process ended before, or it is secret. */
  answer: KeptAnswer | null;
}

/**
 * Runs, inside a transaction, what creates one thing. @returns the thing's id.
 * @throws Refusal request-in-progress if the same request is creating it, or has just done so.
 */
export type Creation = (tx: Transaction, create: () => Promise<string>) => Promise<string>;

/** For what is created without an Idempotency-Key. */
export const unkeyed: Creation = (_tx, create) => create();

/**
 * The request is recorded in the transaction that creates the thing, so neither can exist without the other, whenever
 * the process ends; and the lock ends with the transaction, whatever ends it.
 */
export const keyed =
  ({ personId, key, digest }: KeyedRequest): Creation =>
  async (tx, create) => {
    const [lock] = await tx.query<{ isFree: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('keyed request ' || $1 || ' ' || $2, 0)) AS "isFree"`,
      [personId, key],
    );
    // Only the holder of the lock can see for certain that nobody else has created it.
    const isNew = lock?.isFree === true && (await tx.query(isThere, [personId, key])).length === 0;
    if (!isNew)
      throw new Refusal('request-in-progress', 'A request with this Idempotency-Key is in progress.', {
        extra: { retryAfter: 1 },
      });
    const id = await create();
    await tx.query('INSERT INTO keyed_request (person_id, key, digest, created_id) VALUES ($1, $2, $3, $4)', [
      personId,
      key,
      digest,
      id,
    ]);
    return id;
  };

const isThere = 'SELECT FROM keyed_request WHERE person_id = $1 AND key = $2';

export async function findKeyedRequest(
  database: Database,
  { personId, key }: Omit<KeyedRequest, 'digest'>,
): Promise<KeptRequest | null> {
  const [found] = await database.query<KeptRequest>(
    `SELECT digest, created_id AS "createdId", answer FROM keyed_request WHERE person_id = $1 AND key = $2`,
    [personId, key],
  );
  return found ?? null;
}

/** Keeps the answer to a request. @returns the answer that was kept first, which is the one to give. */
export async function keepAnswer(
  database: Database,
  { personId, key }: Omit<KeyedRequest, 'digest'>,
  answer: KeptAnswer,
): Promise<KeptAnswer> {
  const [kept] = await database.query<{ answer: KeptAnswer }>(
    `UPDATE keyed_request SET answer = coalesce(answer, $3) WHERE person_id = $1 AND key = $2 RETURNING answer`,
    [personId, key, JSON.stringify(answer)],
  );
  if (!kept) throw new Error('the request was not recorded by what it created');
  return kept.answer;
}

const prunedAtOnce = 5_000;

/** Deletes, in batches, requests from more than 7 days ago. */
export async function pruneKeyedRequests(database: Database): Promise<void> {
  for (let pruned = prunedAtOnce; pruned === prunedAtOnce;) {
    const gone = await database.query(
      `DELETE FROM keyed_request WHERE (person_id, key) IN (
         SELECT person_id, key FROM keyed_request WHERE created_at < now() - interval '7 days'
         ORDER BY created_at LIMIT ${prunedAtOnce}) RETURNING 1`,
    );
    pruned = gone.length;
  }
}
