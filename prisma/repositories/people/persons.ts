import type { Pool } from 'pg';
import type { DoneAction } from '../../../domain/people/audit-action';
import type { Authenticated } from '../../../domain/people/credential';
import type { Origin } from '../../../domain/people/origin';
import type { Grant, Person, Role } from '../../../domain/people/roles';
import type { Database, Transaction } from '../../client/database';
import { hashSecret } from './secrets';
import { prepared } from '../../client/prepared';
import { noteKeyUse } from './key-use';

export interface NewPerson {
  name: string;
  kind: 'human' | 'machine';
  /** Roles held at all Locations. */
  roles: Role[];
  key: string;
  /**
   * By which their subject at the issuer is linked to them; kept as it is if absent. Another one than before undoes the
   * link, and ends their sessions.
   */
  email?: string;
  origin?: Origin;
}

/** Written down in the statement that does it: a command has no transaction of ours. */
const registered: DoneAction = 'person.registered';
const keysRevoked: DoneAction = 'person.keys-revoked';

/**
 * Creates a person who may act, or gives an existing one more roles or another key; changes are audited. Repeating it
 * changes nothing.
 * @throws Error if the name is that of a machine and a person is meant, or vice versa, or of somebody deactivated.
 */
export async function registerPerson(
  pool: Pool,
  { name, kind, roles, key, email, origin }: NewPerson,
): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `WITH before AS (
       SELECT lower(email) AS email FROM person WHERE name = $1
     ), who AS (
       INSERT INTO person (name, kind, email) VALUES ($1, $2, $5)
       ON CONFLICT (name) DO UPDATE SET email = coalesce(excluded.email, person.email)
         WHERE person.kind = excluded.kind AND person.deactivated_at IS NULL
       RETURNING id
     ), granted AS (
       INSERT INTO person_grant (person_id, role) SELECT id, unnest($3::text[]) FROM who ON CONFLICT DO NOTHING
       RETURNING role
     ), keyed AS (
       INSERT INTO api_key (person_id, sha256) SELECT id, $4 FROM who ON CONFLICT DO NOTHING RETURNING person_id
     ), addressed AS (
       SELECT id FROM who WHERE lower($5) IS DISTINCT FROM (SELECT email FROM before) AND $5 IS NOT NULL
     ), unlinked AS (
       DELETE FROM person_identity WHERE person_id IN (SELECT id FROM addressed)
     ), ended AS (
       UPDATE session SET ended_at = now() WHERE ended_at IS NULL AND person_id IN (SELECT id FROM addressed)
     ), written AS (
       INSERT INTO audit_event (action, subject, detail, credential)
       SELECT '${registered}', 'person:' || id, jsonb_build_object('roles', $3::text[],
         'newKey', EXISTS (SELECT FROM keyed), 'newEmail', EXISTS (SELECT FROM addressed)), $6
       FROM who WHERE EXISTS (SELECT FROM granted) OR EXISTS (SELECT FROM keyed) OR EXISTS (SELECT FROM addressed)
     )
     SELECT id FROM who`,
    [name, kind, roles, hashSecret(key), email ?? null, origin?.credential ?? null],
  );
  if (rows[0]) return rows[0].id;
  throw new Error(`${name} is there already and is no ${kind}, or is deactivated. Choose another name.`);
}

/**
 * Revokes every key of a person: from the next request on, none of them works. Audited if there was one.
 * @returns how many were revoked.
 * @throws Error if nobody has that name.
 */
export async function revokeKeys(pool: Pool, name: string, origin?: Origin): Promise<number> {
  const { rows } = await pool.query<{ revoked: number }>(
    `WITH who AS (
       SELECT id FROM person WHERE name = $1
     ), revoked AS (
       UPDATE api_key SET revoked_at = now() WHERE person_id IN (SELECT id FROM who) AND revoked_at IS NULL RETURNING id
     ), written AS (
       INSERT INTO audit_event (action, subject, detail, credential)
       SELECT '${keysRevoked}', 'person:' || id, jsonb_build_object('keys', (SELECT count(*) FROM revoked)), $2
       FROM who WHERE EXISTS (SELECT FROM revoked)
     )
     SELECT (SELECT count(*)::int FROM revoked) AS revoked FROM who`,
    [name, origin?.credential ?? null],
  );
  if (rows[0]) return rows[0].revoked;
  throw new Error(`Nobody is called ${name}.`);
}

/**
 * Active persons `p` with their grants; grouped by the id of the person. Joined with those who are active, so that no
 * query can forget to ask: whoever is deactivated is nobody.
 */
export const withGrants = `SELECT p.id, p.name, p.kind, coalesce(json_agg(json_build_object('role', g.role,
  'locationId', g.location_id))
    FILTER (WHERE g.id IS NOT NULL), '[]') AS grants
  FROM person p JOIN person active ON active.id = p.id AND active.deactivated_at IS NULL
  LEFT JOIN person_grant g ON g.person_id = p.id`;

/** Of keys that work. */
export const isLiveKey = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())';

const personByKey = prepared(
  `WITH used AS (SELECT id, person_id, coalesce(last_used_at > now() - interval '1 minute', false) AS noted
     FROM api_key WHERE sha256 = $1 AND ${isLiveKey})
   SELECT who.*, used.id AS "keyId", used.noted AS "isNoted" FROM used JOIN (${withGrants}
     WHERE p.id = (SELECT person_id FROM used) GROUP BY p.id) who ON who.id = used.person_id`,
);

/** @returns null if there is no such key, if it has been revoked or has expired, or if its owner is deactivated. */
export async function findPersonByKey(
  { vital }: Pick<Database, 'vital'>,
  key: string,
): Promise<Authenticated | null> {
  const [found] = await vital<PersonRecord & { keyId: string; isNoted: boolean }>(personByKey, [
    hashSecret(key),
  ]);
  if (found && !found.isNoted) noteKeyUse({ vital }, found.keyId);
  return found ? { person: toPerson(found), credential: { kind: 'key', keyId: found.keyId } } : null;
}

/** Whom a subject of an issuer is linked to. @returns null if nobody. */
export async function findPersonBySubject(
  { vital }: Pick<Database, 'vital'>,
  issuer: string,
  subject: string,
): Promise<Person | null> {
  const [found] = await vital<PersonRecord>(
    `${withGrants} JOIN person_identity i ON i.person_id = p.id WHERE i.issuer = $1 AND i.subject = $2 GROUP BY p.id`,
    [issuer, subject],
  );
  return found ? toPerson(found) : null;
}

/** Inside the transaction that depends on what the person may do. @returns null if they are deactivated. */
export async function findPerson(tx: Transaction, id: string): Promise<Person | null> {
  const [found] = await tx.query<PersonRecord>(`${withGrants} WHERE p.id = $1 GROUP BY p.id`, [id]);
  return found ? toPerson(found) : null;
}

/** Those of them that there are. */
export async function findPersons({ vital }: Pick<Database, 'vital'>, ids: string[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const found = await vital<PersonRecord>(`${withGrants} WHERE p.id = ANY ($1) GROUP BY p.id`, [ids]);
  return found.map(toPerson);
}

/** By id or by name. */
export async function findPersonNamed(tx: Transaction, idOrName: string): Promise<{ id: string } | null> {
  const [found] = await tx.query<{ id: string }>('SELECT id FROM person WHERE id::text = $1 OR name = $1', [
    idOrName,
  ]);
  return found ?? null;
}

export interface PersonRecord {
  id: string;
  name: string;
  kind: string;
  grants: { role: string; locationId: string | null }[];
}

export const toPerson = ({ id, name, kind, grants }: PersonRecord): Person => ({
  id,
  name,
  kind: kind as Person['kind'],
  grants: grants.map(({ role, locationId }): Grant => ({ role: role as Role, locationId })),
});
