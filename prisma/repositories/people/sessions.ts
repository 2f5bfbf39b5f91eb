import type { Authenticated } from '../../../domain/people/credential';
import type { Database, Transaction } from '../../client/database';
import { prepared } from '../../client/prepared';
import { recordAudit } from './audit';
import { type PersonRecord, toPerson, withGrants } from './persons';

/** How long a session lasts. Milliseconds. */
export interface SessionLimits {
  /** Without a request of the person's own. */
  idleMs: number;
  /** In all. */
  maxMs: number;
}

export interface NewSession {
  personId: string;
  tokenSha256: string;
  signedInAt: Date;
  /** When the person last proved to the issuer who they are; null: the issuer did not say. */
  provedAt: Date | null;
  userAgent: string | null;
}

/** When it ends, unless it is used before; and when it ends in any case. */
export interface SessionEnds {
  idleEndsAt: Date;
  endsAt: Date;
}

/** The last use is written no more often than this. */
const renewedEverySeconds = 30;

export async function startSession(tx: Transaction, session: NewSession): Promise<string> {
  const [made] = await tx.query<{ id: string }>(
    // Least ignores NULL, and nobody has proved anything in the future.
    `INSERT INTO session (person_id, token_sha256, signed_in_at, proved_at, user_agent)
     VALUES ($1, $2, least($3, now()), CASE WHEN $4::timestamptz IS NOT NULL THEN least($4, now()) END, $5)
     RETURNING id`,
    [
      session.personId,
      session.tokenSha256,
      session.signedInAt,
      session.provedAt,
      session.userAgent?.slice(0, 300),
    ],
  );
  return (made as { id: string }).id;
}

/** Of sessions that go on; $2 and $3 are the limits in milliseconds. */
export const isLiveSession = `ended_at IS NULL AND last_used_at > now() - $2 * interval '1 ms'
  AND created_at > now() - $3 * interval '1 ms'`;

const personBySession = prepared(
  `WITH known AS (
     SELECT id, person_id, signed_in_at, proved_at, (${isLiveSession}) AS live FROM session WHERE token_sha256 = $1
   ),
   renewed AS (
     UPDATE session SET last_used_at = now() WHERE NOT $4 AND id = (SELECT id FROM known WHERE live)
       AND last_used_at < now() - interval '${renewedEverySeconds} s'
   )
   SELECT who.*, known.id AS "sessionId", known.signed_in_at AS "signedInAt",
     known.proved_at AS "provedAt" FROM known
   LEFT JOIN (${withGrants} WHERE p.id = (SELECT person_id FROM known WHERE live) GROUP BY p.id) who
     ON who.id = known.person_id`,
);

/**
 * Whose session it is, and that it was used, unless `isBackground`.
 * @returns 'ended' if it was one, or its person is deactivated; null if there never was one, as far as is known.
 */
export async function findSession(
  { vital }: Pick<Database, 'vital'>,
  tokenSha256: string,
  { idleMs, maxMs }: SessionLimits,
  isBackground: boolean,
): Promise<Authenticated | 'ended' | null> {
  const [found] = await vital<PersonRecord & { sessionId: string; signedInAt: Date; provedAt: Date | null }>(
    personBySession,
    [tokenSha256, idleMs, maxMs, isBackground],
  );
  if (!found) return null;
  if (found.id === null) return 'ended';
  const { sessionId, signedInAt, provedAt } = found;
  return { person: toPerson(found), credential: { kind: 'session', sessionId, signedInAt, provedAt } };
}

export async function sessionEnds(
  database: Database,
  id: string,
  { idleMs, maxMs }: SessionLimits,
): Promise<SessionEnds | null> {
  const [found] = await database.query<{ lastUsedAt: Date; createdAt: Date }>(
    'SELECT last_used_at AS "lastUsedAt", created_at AS "createdAt" FROM session WHERE id = $1',
    [id],
  );
  if (!found) return null;
  const endsAt = new Date(found.createdAt.getTime() + maxMs);
  const idleEndsAt = new Date(Math.min(found.lastUsedAt.getTime() + idleMs, endsAt.getTime()));
  return { idleEndsAt, endsAt };
}

export interface ListedSession {
  id: string;
  signedInAt: Date;
  lastUsedAt: Date;
  userAgent: string | null;
}

/** Those of a person that go on, the last used first; 100 at most. */
export const listSessions = (database: Database, personId: string, { idleMs, maxMs }: SessionLimits) =>
  database.query<ListedSession>(
    `SELECT id, signed_in_at AS "signedInAt", last_used_at AS "lastUsedAt", user_agent AS "userAgent"
     FROM session WHERE person_id = $1 AND ${isLiveSession} ORDER BY last_used_at DESC, id LIMIT 100`,
    [personId, idleMs, maxMs],
  );

/** Ends the session of this secret, if there is one, at once. */
export const endSessionOf = (tx: Transaction, tokenSha256: string) =>
  tx.query('UPDATE session SET ended_at = now() WHERE token_sha256 = $1 AND ended_at IS NULL', [tokenSha256]);

interface WhichSessions {
  /** That one; all if absent. */
  only?: string;
  /** All but that one. */
  but?: string | undefined;
}

/** As `endSessions`, each with an event of its own. @returns how many. */
export async function endSessionsBy(
  tx: Transaction,
  { by, of, ...which }: { by: string; of: string } & WhichSessions,
): Promise<number> {
  const ended = await endSessions(tx, of, which);
  for (const sessionId of ended)
    await recordAudit(tx, {
      personId: by,
      action: 'session.ended',
      subject: `person:${of}`,
      detail: { sessionId },
    });
  return ended.length;
}

/** Ends sessions of a person at once. @returns the ids of those that had not ended before. */
export async function endSessions(
  tx: Transaction,
  personId: string,
  { only, but }: WhichSessions = {},
): Promise<string[]> {
  const ended = await tx.query<{ id: string }>(
    `UPDATE session SET ended_at = now() WHERE person_id = $1 AND ended_at IS NULL
       AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3) RETURNING id`,
    [personId, only ?? null, but ?? null],
  );
  return ended.map(({ id }) => id);
}

/** Removes what ended a month ago, and sign-ins that were never finished; some at a time. */
export async function removeOldSessions(database: Database): Promise<void> {
  await database.query(
    `DELETE FROM session WHERE id IN
       (SELECT id FROM session WHERE created_at < now() - interval '37 days' ORDER BY created_at LIMIT 1000)`,
  );
  await database.query(
    `DELETE FROM sign_in_flow WHERE state_sha256 IN
       (SELECT state_sha256 FROM sign_in_flow WHERE expires_at < now() ORDER BY expires_at LIMIT 1000)`,
  );
}
