import type { AuditAction } from '../../../domain/people/audit-action';
import {
  type ChangeAsked,
  machinesDecideNothing,
  whyNotConfirm,
} from '../../../domain/people/pending-change';
import { mayAct, type Person } from '../../../domain/people/roles';
import { Refusal } from '../../../domain/refusal';
import type { Reader, Transaction } from '../../client/database';
import { applyChange } from './apply-change';
import { recordAudit } from './audit';
import { type ChangeRecord, changeAsJson, isOpen } from './change-sql';
import { findPerson } from './persons';

const selectOne = `SELECT ${changeAsJson} AS change, c.asked_by AS "askedById", c.person_id AS "personId",
    p.deactivated_at IS NOT NULL AS "isDeactivated", ${isOpen} AS "isOpen"
  FROM pending_change c JOIN person p ON p.id = c.person_id JOIN person asker ON asker.id = c.asked_by
  WHERE c.id = $1`;

interface FoundChange {
  change: ChangeRecord;
  askedById: string;
  personId: string;
  isDeactivated: boolean;
  isOpen: boolean;
}

export async function findChange(asking: Reader, id: string): Promise<FoundChange | null> {
  const [found] = await asking.query<FoundChange>(selectOne, [id]);
  return found ?? null;
}

/** Those that wait, the oldest first; at most `limit` after the position. */
export async function listChanges(
  asking: Reader,
  { after, limit }: { after: [askedAt: string, id: string] | null; limit: number },
): Promise<ChangeRecord[]> {
  const found = await asking.query<{ change: ChangeRecord }>(
    `SELECT ${changeAsJson} AS change
     FROM pending_change c JOIN person p ON p.id = c.person_id JOIN person asker ON asker.id = c.asked_by
     WHERE ${isOpen} AND ($1::timestamptz IS NULL OR (c.asked_at, c.id) > ($1, $2::uuid))
     ORDER BY c.asked_at, c.id LIMIT $3`,
    [...(after ?? [null, null]), limit],
  );
  return found.map(({ change }) => change);
}

/** Who changes persons, and the rules of the house. */
export interface Acting {
  actor: Person;
  /** One admin is enough: what would wait takes effect at once. */
  allowSingleAdmin: boolean;
  /** By which somebody asks in the name of the actor, who has invited them. */
  invitationId?: string;
}

/**
 * Asks for a change. Asked for again while it waits, it is the same one.
 * @returns the change that waits; null if it has taken effect.
 * @throws Refusal forbidden if a machine asks; whatever stands in the way of the change, if it takes effect at once.
 */
export async function askForChange(
  tx: Transaction,
  { actor, allowSingleAdmin, invitationId }: Acting,
  personId: string,
  asked: ChangeAsked,
): Promise<ChangeRecord | null> {
  if (actor.kind !== 'human') throw new Refusal('forbidden', machinesDecideNothing);
  const { kind, ...details } = asked;
  const same = [kind, personId, JSON.stringify(details)];
  const [waiting] = await tx.query<{ id: string }>(
    `SELECT c.id FROM pending_change c
     WHERE c.kind = $1 AND c.person_id = $2 AND c.details = $3::jsonb AND ${isOpen}`,
    same,
  );
  if (waiting && !allowSingleAdmin) return waits(tx, waiting.id);
  const [made] = await tx.query<{ id: string }>(
    `INSERT INTO pending_change (kind, person_id, details, asked_by) VALUES ($1, $2, $3, $4) RETURNING id`,
    [...same, actor.id],
  );
  const id = made?.id as string;
  const ended = { id, personId, asked, actor, invitationId };
  if (allowSingleAdmin) await end(tx, { ...ended, alone: true });
  else await auditChange(tx, 'person.change-asked', ended);
  return allowSingleAdmin ? null : waits(tx, id);
}

async function waits(tx: Transaction, id: string): Promise<ChangeRecord> {
  return ((await findChange(tx, id)) as FoundChange).change;
}

/**
 * Lets a change take effect.
 * @throws Refusal own-work if it is the confirmer's own; wrong-state if it no longer waits, or nobody may ask for it
 * any more; whatever stands in the way of the change.
 */
export async function confirmChange(tx: Transaction, actor: Person, id: string): Promise<void> {
  const { change, askedById, personId, isDeactivated } = await requireOpen(tx, id);
  const why = whyNotConfirm({ askedById, personId }, actor);
  if (why) throw new Refusal(actor.kind === 'human' ? 'own-work' : 'forbidden', why);
  const asker = await findPerson(tx, askedById);
  if (!asker || !mayAct(asker, 'manage-persons', null))
    throw new Refusal(
      'wrong-state',
      `${change.askedBy.name} is no longer an admin: withdraw it and ask anew.`,
    );
  if (isDeactivated !== (change.asked.kind === 'reactivation'))
    throw new Refusal('wrong-state', `${change.person.name} is ${isDeactivated ? '' : 'not '}deactivated.`);
  await end(tx, { id, personId, asked: change.asked, actor, alone: false });
}

/** @throws Refusal wrong-state if it no longer waits. */
export async function withdrawChange(tx: Transaction, actor: Person, id: string): Promise<void> {
  const { change, personId } = await requireOpen(tx, id);
  await tx.query('UPDATE pending_change SET withdrawn_by = $2, withdrawn_at = now() WHERE id = $1', [
    id,
    actor.id,
  ]);
  await auditChange(tx, 'person.change-withdrawn', { id, personId, asked: change.asked, actor });
}

/** Whether somebody is to sign in as this subject once a second admin has confirmed it. */
export async function isWaitingFor(
  tx: Transaction,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<boolean> {
  const found = await tx.query(
    `SELECT FROM pending_change c WHERE c.kind = 'identity' AND ${isOpen}
       AND c.details ->> 'issuer' = $1 AND c.details ->> 'subject' = $2 LIMIT 1`,
    [issuer, subject],
  );
  return found.length > 0;
}

/** A person has one new address at a time, and one new subject: what was asked for last. */
export async function withdrawOthers(
  tx: Transaction,
  actor: Person,
  personId: string,
  { kind, ...details }: Extract<ChangeAsked, { kind: 'email' | 'identity' }>,
): Promise<void> {
  const others = await tx.query<{ id: string }>(
    `SELECT c.id FROM pending_change c
     WHERE c.kind = $1 AND c.person_id = $2 AND c.details <> $3::jsonb AND ${isOpen}`,
    [kind, personId, JSON.stringify(details)],
  );
  for (const { id } of others) await withdrawChange(tx, actor, id);
}

async function requireOpen(tx: Transaction, id: string): Promise<FoundChange> {
  const found = await findChange(tx, id);
  if (found?.isOpen) return found;
  throw new Refusal('wrong-state', 'It no longer waits: it was confirmed or withdrawn, or it has expired.');
}

interface Ended {
  id: string;
  personId: string;
  asked: ChangeAsked;
  actor: Person;
  alone?: boolean;
  invitationId?: string | undefined;
}

async function end(tx: Transaction, ended: Ended): Promise<void> {
  const { id, personId, asked, actor, alone } = ended;
  await tx.query(
    'UPDATE pending_change SET confirmed_by = $2, confirmed_at = now(), alone = $3 WHERE id = $1',
    [id, actor.id, alone],
  );
  await applyChange(tx, personId, asked);
  await auditChange(tx, alone ? 'person.change-by-single-admin' : 'person.change-confirmed', ended);
}

const auditChange = (
  tx: Transaction,
  action: AuditAction,
  { id, personId, asked, actor, invitationId }: Ended,
) =>
  recordAudit(tx, {
    personId: actor.id,
    action,
    subject: `person:${personId}`,
    detail: { changeId: id, ...onRecord(asked), ...(invitationId ? { invitationId } : {}) },
  });

/** An address stays where it can be removed: with the change, which the event names. */
function onRecord(asked: ChangeAsked) {
  const { email: _, emailVerified: __, ...kept } = { email: null, emailVerified: null, ...asked };
  return kept;
}
