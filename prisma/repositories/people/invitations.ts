import type { InvitationState } from '../../../domain/people/invitation';
import { Refusal } from '../../../domain/refusal';
import type { Reader, Transaction } from '../../client/database';
import { instant } from '../../client/instant';
import { recordAudit } from './audit';
import { hashSecret } from './secrets';

/** As admins see it; times as ISO 8601. */
export interface InvitationRecord {
  id: string;
  state: InvitationState;
  madeAt: string;
  madeBy: { id: string; name: string };
  expiresAt: string;
  usedAt: string | null;
  revokedAt: string | null;
}

/** Of `invitation i` and `person p`, who is invited. */
const state = `CASE WHEN i.used_at IS NOT NULL THEN 'used' WHEN i.revoked_at IS NOT NULL THEN 'revoked'
  WHEN i.expires_at <= now() THEN 'expired'
  WHEN p.deactivated_at IS NULL AND EXISTS (SELECT FROM person a JOIN person_grant g ON g.person_id = a.id
    WHERE a.id = i.made_by AND a.deactivated_at IS NULL AND g.role = 'admin' AND g.location_id IS NULL) THEN 'open'
  ELSE 'void' END`;

const select = `SELECT i.id, ${state} AS state, ${instant('i.made_at')} AS "madeAt",
    json_build_object('id', m.id, 'name', m.name) AS "madeBy", ${instant('i.expires_at')} AS "expiresAt",
    ${instant('i.used_at')} AS "usedAt", ${instant('i.revoked_at')} AS "revokedAt"
  FROM invitation i JOIN person p ON p.id = i.person_id JOIN person m ON m.id = i.made_by`;

/** The oldest first; at most `limit` after the position. */
export const listInvitations = (
  asking: Reader,
  personId: string,
  { after, limit }: { after: [madeAt: string, id: string] | null; limit: number },
): Promise<InvitationRecord[]> =>
  asking.query<InvitationRecord>(
    `${select} WHERE i.person_id = $1 AND ($2::timestamptz IS NULL OR (i.made_at, i.id) > ($2, $3::uuid))
     ORDER BY i.made_at, i.id LIMIT $4`,
    [personId, ...(after ?? [null, null]), limit],
  );

export async function findInvitation(asking: Reader, id: string): Promise<InvitationRecord | null> {
  const [found] = await asking.query<InvitationRecord>(`${select} WHERE i.id = $1`, [id]);
  return found ?? null;
}

/** For whom an invitation is, and by whom. */
export interface FoundInvitation {
  id: string;
  state: InvitationState;
  person: { id: string; name: string };
  madeBy: { id: string; name: string };
}

/** By its secret, or by its id. */
export async function openInvitation(
  asking: Reader,
  by: { token: string } | { id: string },
): Promise<FoundInvitation | null> {
  const [where, value] = 'id' in by ? ['i.id = $1', by.id] : ['i.token_sha256 = $1', hashSecret(by.token)];
  const [found] = await asking.query<FoundInvitation>(
    `SELECT i.id, ${state} AS state, json_build_object('id', p.id, 'name', p.name) AS person,
       json_build_object('id', m.id, 'name', m.name) AS "madeBy"
     FROM invitation i JOIN person p ON p.id = i.person_id JOIN person m ON m.id = i.made_by WHERE ${where}`,
    [value],
  );
  return found ?? null;
}

interface NewInvitation {
  personId: string;
  madeBy: string;
  /** Which nobody can read again. */
  token: string;
  /** How long it can be used. Milliseconds. */
  lastsMs: number;
}

/** The only one of the person that can be used: those before are revoked. @returns its id. */
export async function makeInvitation(
  tx: Transaction,
  { personId, madeBy, token, lastsMs }: NewInvitation,
): Promise<string> {
  const before = await tx.query<{ id: string }>(
    'SELECT id FROM invitation WHERE person_id = $1 AND used_at IS NULL AND revoked_at IS NULL',
    [personId],
  );
  for (const { id } of before) await revoke(tx, { personId, invitationId: id, by: madeBy });
  const [made] = await tx.query<{ id: string; expiresAt: Date }>(
    `INSERT INTO invitation (person_id, token_sha256, made_by, expires_at)
     VALUES ($1, $2, $3, now() + $4 * interval '1 ms') RETURNING id, expires_at AS "expiresAt"`,
    [personId, hashSecret(token), madeBy, lastsMs],
  );
  const { id, expiresAt } = made as { id: string; expiresAt: Date };
  await recordAudit(tx, {
    personId: madeBy,
    action: 'person.invited',
    subject: `person:${personId}`,
    detail: { invitationId: id, expiresAt },
  });
  return id;
}

interface Revoked {
  personId: string;
  invitationId: string;
  by: string;
}

/**
 * From now on it leads nowhere. @returns false if the person never had such an invitation.
 * @throws Refusal wrong-state if it was used.
 */
export async function revokeInvitation(tx: Transaction, revoked: Revoked): Promise<boolean> {
  const [known] = await tx.query<{ isUsed: boolean; isRevoked: boolean }>(
    `SELECT used_at IS NOT NULL AS "isUsed", revoked_at IS NOT NULL AS "isRevoked"
     FROM invitation WHERE id = $1 AND person_id = $2 FOR UPDATE`,
    [revoked.invitationId, revoked.personId],
  );
  if (known?.isUsed)
    throw new Refusal(
      'wrong-state',
      'It has been used. If that was somebody else, withdraw the change that waits.',
    );
  if (known && !known.isRevoked) await revoke(tx, revoked);
  return known !== undefined;
}

async function revoke(tx: Transaction, { personId, invitationId, by }: Revoked): Promise<void> {
  await tx.query('UPDATE invitation SET revoked_at = now(), revoked_by = $2 WHERE id = $1', [
    invitationId,
    by,
  ]);
  await recordAudit(tx, {
    personId: by,
    action: 'person.invitation-revoked',
    subject: `person:${personId}`,
    detail: { invitationId },
  });
}
