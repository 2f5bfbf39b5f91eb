import { maxLiveKeys } from '../../../domain/people/api-keys';
import { Refusal } from '../../../domain/refusal';
import type { Reader, Transaction } from '../../client/database';
import { instant } from '../../client/instant';
import { hashSecret } from './secrets';
import { recordAudit } from './audit';

/** A key that has not been revoked; times as ISO 8601. */
export interface KeyRecord {
  id: string;
  createdAt: string;
  /** Null if it was made on the command line. */
  madeBy: { id: string; name: string } | null;
  /** To the minute; null: never used. */
  lastUsedAt: string | null;
  /** Null: never. */
  expiresAt: string | null;
  isExpired: boolean;
}

const select = `SELECT k.id, ${instant('k.created_at')} AS "createdAt",
    CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'name', m.name) END AS "madeBy",
    ${instant('k.last_used_at')} AS "lastUsedAt", ${instant('k.expires_at')} AS "expiresAt",
    coalesce(k.expires_at <= now(), false) AS "isExpired"
  FROM api_key k LEFT JOIN person m ON m.id = k.made_by`;

/** The oldest first; at most `limit` after the position. */
export const listKeys = (
  asking: Reader,
  personId: string,
  { after, limit }: { after: [createdAt: string, id: string] | null; limit: number },
): Promise<KeyRecord[]> =>
  asking.query<KeyRecord>(
    `${select} WHERE k.person_id = $1 AND k.revoked_at IS NULL
       AND ($2::timestamptz IS NULL OR (k.created_at, k.id) > ($2, $3::uuid))
     ORDER BY k.created_at, k.id LIMIT $4`,
    [personId, ...(after ?? [null, null]), limit],
  );

export async function findKey(asking: Reader, id: string): Promise<KeyRecord | null> {
  const [found] = await asking.query<KeyRecord>(`${select} WHERE k.id = $1`, [id]);
  return found ?? null;
}

interface NewKey {
  personId: string;
  /** Which nobody can read again. */
  key: string;
  madeBy: string;
  /** ISO 8601; null: never. */
  expiresAt: string | null;
  /** For the audit: how it came that this person made it. */
  how: Record<string, unknown>;
}

/** Makes a key of an active person. @throws Refusal too-many-keys. @returns its id. */
export async function makeKey(
  tx: Transaction,
  { personId, key, madeBy, expiresAt, how }: NewKey,
): Promise<string> {
  const [{ live } = { live: 0 }] = await tx.query<{ live: number }>(
    `SELECT count(*)::int AS live FROM api_key
     WHERE person_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
    [personId],
  );
  if (live >= maxLiveKeys)
    throw new Refusal('too-many-keys', `There are ${live} keys in use: revoke one before you make another.`);
  const [made] = await tx.query<{ id: string }>(
    'INSERT INTO api_key (person_id, sha256, made_by, expires_at) VALUES ($1, $2, $3, $4) RETURNING id',
    [personId, hashSecret(key), madeBy, expiresAt],
  );
  const keyId = made?.id as string;
  await recordAudit(tx, {
    personId: madeBy,
    action: 'person.key-made',
    subject: `person:${personId}`,
    detail: { keyId, expiresAt, ...how },
  });
  return keyId;
}

/** From the next request on, the key does not work. @returns false if the person never had such a key. */
export async function revokeKey(
  tx: Transaction,
  { personId, keyId, by }: { personId: string; keyId: string; by: string },
): Promise<boolean> {
  const [known] = await tx.query<{ isRevoked: boolean }>(
    `SELECT revoked_at IS NOT NULL AS "isRevoked" FROM api_key WHERE id = $1 AND person_id = $2 FOR UPDATE`,
    [keyId, personId],
  );
  if (!known || known.isRevoked) return known !== undefined;
  await tx.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [keyId]);
  await recordAudit(tx, {
    personId: by,
    action: 'person.key-revoked',
    subject: `person:${personId}`,
    detail: { keyId },
  });
  return true;
}
