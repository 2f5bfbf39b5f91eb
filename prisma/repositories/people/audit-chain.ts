import type { ClientBase } from 'pg';
import { beginning, sealedFields, sealHash } from './audit-hash';

/** A hash that was noted earlier, elsewhere. */
export interface NotedSeal {
  number: bigint;
  hash: string;
}

export interface ChainReport {
  /** Number and hash of the last seal that holds; null if there is none. */
  last: NotedSeal | null;
  /** Events that are not sealed yet. */
  unsealed: number;
  /** The first link that does not hold, in words; null if all do. */
  broken: string | null;
}

interface Link {
  number: string;
  eventId: string;
  hash: Buffer;
  /** Null if the event is missing. */
  fields: (string | null)[] | null;
  /** Milliseconds since 1970. */
  at: number | null;
}

const linksAtOnce = 2_000;
/** Longer than any transaction takes from recording an event to its end. */
const latestMs = 3_600_000;

/**
 * Recomputes the chain of audit events from the beginning, in constant memory, as it is at one moment.
 * @param noted Seals that must be in it: without one, nobody notices a chain that was rewritten up to its end.
 */
export async function verifyChain(client: ClientBase, noted: NotedSeal[] = []): Promise<ChainReport> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const walk = await walkChain(client, noted);
    const unsealed = await lookAtUnsealed(client, walk.newest);
    return {
      last: walk.last,
      unsealed: unsealed.count,
      broken: walk.broken ?? missingNoted(noted, walk.last) ?? unsealed.broken,
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

interface Walk {
  last: NotedSeal | null;
  /** The latest time of an event so far, milliseconds since 1970. */
  newest: number;
  broken: string | null;
}

async function walkChain(client: ClientBase, noted: NotedSeal[]): Promise<Walk> {
  const walk: Walk = { last: null, newest: -Infinity, broken: null };
  let previous: Buffer = beginning;
  for (;;) {
    const { rows } = await client.query<Link>(
      `SELECT s.number, s.event_id AS "eventId", s.hash,
         CASE WHEN e.id IS NOT NULL THEN ${sealedFields} END AS fields,
         (extract(epoch FROM e.at) * 1000)::float8 AS at
       FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
       WHERE s.number > $1 ORDER BY s.number LIMIT ${linksAtOnce}`,
      [walk.last?.number ?? -1n],
    );
    for (const link of rows) {
      walk.broken = whyBroken(link, previous, walk, noted);
      if (walk.broken !== null) return walk;
      previous = link.hash;
      walk.last = { number: BigInt(link.number), hash: link.hash.toString('hex') };
      walk.newest = Math.max(walk.newest, link.at ?? 0);
    }
    if (rows.length < linksAtOnce) return walk;
  }
}

function whyBroken(
  { number, eventId, hash, fields, at }: Link,
  previous: Buffer,
  { last, newest }: Walk,
  noted: NotedSeal[],
): string | null {
  const due = (last?.number ?? 0n) + 1n;
  const here = `seal ${number}, event ${eventId}`;
  if (BigInt(number) !== due) return `seal ${due} is missing: the next one is ${here}`;
  if (fields === null || at === null) return `${here}: the event is missing`;
  if (!sealHash(previous, number, fields).equals(hash))
    return `${here}: the event, or its seal, was changed or inserted`;
  const expected = noted.find((one) => one.number === due);
  if (expected && expected.hash !== hash.toString('hex'))
    return `${here}: the hash is not the one that was noted: the chain was rewritten up to here`;
  if (newest - at > latestMs)
    return `${here}: the event was inserted: it is dated ${isoOf(at)}, over an hour before the one before it`;
  return null;
}

function missingNoted(noted: NotedSeal[], last: NotedSeal | null): string | null {
  const end = last?.number ?? 0n;
  const beyond = noted.find(({ number }) => number < 1n || number > end);
  return beyond ? `seal ${beyond.number} was noted and is missing: the chain ends at ${end}` : null;
}

const withoutSeal = 'audit_event e WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id)';

/** Events without a seal are new, or inserted with an earlier time; those listed but missing were removed. */
async function lookAtUnsealed(client: ClientBase, newest: number) {
  const first = async <R extends object>(sql: string) => (await client.query<R>(sql)).rows[0];
  const all = await first<{ count: number }>(`SELECT count(*)::int AS count FROM ${withoutSeal}`);
  const oldest = await first<{ id: string; at: number }>(
    `SELECT e.id, (extract(epoch FROM e.at) * 1000)::float8 AS at FROM ${withoutSeal} ORDER BY e.at, e.id LIMIT 1`,
  );
  const removed = await first<{ id: string }>(
    `SELECT event_id AS id FROM audit_unsealed u
     WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.id = u.event_id) ORDER BY 1 LIMIT 1`,
  );
  const count = all?.count ?? 0;
  if (removed) return { count, broken: `event ${removed.id} was removed before it was sealed` };
  if (!oldest || newest - oldest.at <= latestMs) return { count, broken: null };
  const dated = `it is dated ${isoOf(oldest.at)}, over an hour before the last sealed one`;
  return { count, broken: `event ${oldest.id} has no seal and was inserted: ${dated}` };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
