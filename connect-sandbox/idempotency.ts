import { createHash } from 'node:crypto';
import { type Request } from 'express';
import { type PoolClient } from 'pg';
import { type Answer } from './answer';
import { prepared } from './database';
import { Refusal } from './refusal';

/** @throws Refusal 400 on a key of more than 255 characters. */
export function keyOf(request: Request): string | undefined {
  const key = request.get('Idempotency-Key');
  if (key !== undefined && key.length > 255)
    throw new Refusal(
      400,
      'malformed',
      'Idempotency-Key must have at most 255 characters',
      'Idempotency-Key',
    );
  return key === '' ? undefined : key;
}

/** Equal for two bodies that differ only in white space or in the order of their fields. */
export function bodyHash(body: unknown): string {
  const ordered = JSON.stringify(body, (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(ordered).digest('hex');
}

/**
 * Does the work once per key and gives the first answer ever after, even a refusal. "In flight" is an advisory lock of
 * the transaction: it works across processes, and a kill -9 releases it.
 * @throws Refusal 409 while another request holds the key, 422 if the key came with another body.
 */
export async function answerOnce(
  client: PoolClient,
  key: string,
  body: unknown,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const lock = await client.query<{ held: boolean }>(
    prepared(`SELECT pg_try_advisory_xact_lock(hashtextextended('connect-sandbox key ' || $1, 0)) AS held`, [
      key,
    ]),
  );
  if (!lock.rows[0]?.held)
    throw new Refusal(409, 'idempotency_key_in_flight', 'A request with this key is still being worked on');

  const first = await client.query<{ body_hash: string; answer: Answer }>(
    prepared('SELECT body_hash, answer FROM connect_sandbox.idempotency_key WHERE key = $1', [key]),
  );
  const record = first.rows[0];
  if (record && record.body_hash !== bodyHash(body))
    throw new Refusal(422, 'idempotency_key_reused', 'This key has already been used with another body');
  if (record) return { ...record.answer, outcome: 'replayed' };

  const answer = await work();
  await client.query(
    prepared('INSERT INTO connect_sandbox.idempotency_key (key, body_hash, answer) VALUES ($1, $2, $3)', [
      key,
      bodyHash(body),
      JSON.stringify(answer),
    ]),
  );
  return answer;
}
