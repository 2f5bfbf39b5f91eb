import type { Credential } from '../../../domain/people/credential';
import type { Person } from '../../../domain/people/roles';
import type { Database } from '../../client/database';
import { findPersons, isLiveKey } from './persons';
import { isLiveSession, type SessionLimits } from './sessions';

/** Somebody who was let in earlier, and is still here. */
export interface Holder {
  personId: string;
  credential: Credential;
}

type Kind = Credential['kind'];
type OfKind<K extends Kind> = Extract<Credential, { kind: K }>;

/** Ids of those that are still valid. */
type Look<K extends Kind> = {
  idOf: (credential: OfKind<K>) => string;
  sql: string;
  values: (limits: SessionLimits) => unknown[];
};

const looks: { [K in Exclude<Kind, 'token'>]: Look<K> } = {
  key: {
    idOf: ({ keyId }) => keyId,
    sql: `SELECT id FROM api_key WHERE id = ANY ($1) AND ${isLiveKey}`,
    values: () => [],
  },
  session: {
    idOf: ({ sessionId }) => sessionId,
    sql: `SELECT id FROM session WHERE id = ANY ($1) AND ${isLiveSession}`,
    values: ({ idleMs, maxMs }) => [idleMs, maxMs],
  },
};

/**
 * Asks again about those who were let in earlier, all at once: whether their key or session is still valid, and what
 * they may do now. Nothing is renewed by it. An access token has no record here, and is not asked about.
 * @returns those who are still let in, as they are now.
 */
export async function stillLetIn<H extends Holder>(
  database: Pick<Database, 'vital'>,
  holders: readonly H[],
  limits: SessionLimits,
): Promise<Map<H, Person>> {
  const [keys, sessions, persons] = await Promise.all([
    validIds(database, 'key', holders, limits),
    validIds(database, 'session', holders, limits),
    findPersons(database, [...new Set(holders.map(({ personId }) => personId))]),
  ]);
  const isValid = (credential: Credential): boolean => {
    if (credential.kind === 'key') return keys.has(looks.key.idOf(credential));
    return credential.kind === 'token' || sessions.has(looks.session.idOf(credential));
  };
  const byId = new Map(persons.map((person) => [person.id, person]));
  const found = new Map<H, Person>();
  for (const holder of holders) {
    const person = byId.get(holder.personId);
    if (person && isValid(holder.credential)) found.set(holder, person);
  }
  return found;
}

async function validIds<K extends Exclude<Kind, 'token'>>(
  { vital }: Pick<Database, 'vital'>,
  kind: K,
  holders: readonly Holder[],
  limits: SessionLimits,
): Promise<Set<string>> {
  const { idOf, sql, values } = looks[kind] as Look<K>;
  const ids = holders
    .map(({ credential }) => credential)
    .filter((credential): credential is OfKind<K> => credential.kind === kind)
    .map(idOf);
  if (ids.length === 0) return new Set();
  const rows = await vital<{ id: string }>(sql, [[...new Set(ids)], ...values(limits)]);
  return new Set(rows.map(({ id }) => id));
}
