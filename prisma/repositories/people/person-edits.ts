import type { AuditAction } from '../../../domain/people/audit-action';
import { Refusal } from '../../../domain/refusal';
import { refusedBy } from '../../client/constraint';
import type { Transaction } from '../../client/database';
import { nameTaken } from '../catalogue/name-taken';
import { type LocationName, leavingWithoutApprover, requireAnAdmin } from './admins';
import { emailTaken, reactivate, setEmail } from './apply-change';
import { recordAudit } from './audit';
import { type Acting, askForChange, withdrawOthers } from './pending-changes';
import type { PersonRecord } from './person-records';
import { endSessions } from './sessions';

export interface NewPersonRecord {
  name: string;
  kind: 'human' | 'machine';
  /** Lower case; waits for a second admin. */
  email: string | null;
}

/** Without a role or a key. @throws Refusal name-taken, email-taken. @returns their id. */
export async function createPerson(
  tx: Transaction,
  acting: Acting,
  { name, kind, email }: NewPersonRecord,
): Promise<string> {
  const [made] = await tx
    .query<{ id: string }>('INSERT INTO person (name, kind) VALUES ($1, $2) RETURNING id', [name, kind])
    .catch(refusedBy({ person_name_key: () => nameTaken('person', name) }));
  const id = made?.id as string;
  await audit(tx, acting, 'person.added', id, { kind });
  if (email !== null) await askForEmail(tx, acting, { id, kind }, email);
  return id;
}

export interface PersonEdit {
  name?: string;
  email?: string | null;
  deactivated?: boolean;
}

/**
 * @returns the Locations at which nobody is left who may approve.
 * @throws Refusal name-taken, email-taken, last-admin; invalid-request for the e-mail of a machine.
 */
export async function editPerson(
  tx: Transaction,
  acting: Acting,
  person: PersonRecord,
  edit: PersonEdit,
): Promise<LocationName[]> {
  if (edit.name !== undefined && edit.name !== person.name) await rename(tx, acting, person, edit.name);
  if (edit.email !== undefined && edit.email !== person.email)
    await changeEmail(tx, acting, person, edit.email);
  const isActive = person.deactivatedAt === null;
  if (edit.deactivated === true && isActive) return deactivate(tx, acting, person);
  if (edit.deactivated === false && !isActive) await askToReactivate(tx, acting, person);
  return [];
}

async function rename(tx: Transaction, acting: Acting, person: PersonRecord, name: string): Promise<void> {
  await tx
    .query('UPDATE person SET name = $2, version = version + 1 WHERE id = $1', [person.id, name])
    .catch(refusedBy({ person_name_key: () => nameTaken('person', name) }));
  await audit(tx, acting, 'person.renamed', person.id, {});
}

async function changeEmail(
  tx: Transaction,
  acting: Acting,
  person: PersonRecord,
  email: string | null,
): Promise<void> {
  if (email !== null) {
    await askForEmail(tx, acting, person, email);
    return noteRequest(tx, person.id);
  }
  await setEmail(tx, person.id, null);
  await audit(tx, acting, 'person.email-removed', person.id, {});
}

async function askForEmail(
  tx: Transaction,
  acting: Acting,
  { id, kind }: Pick<PersonRecord, 'id' | 'kind'>,
  email: string,
): Promise<void> {
  if (kind === 'machine')
    throw new Refusal('invalid-request', 'A machine has no e-mail address: it does not sign in.', {
      errors: [{ pointer: '/email', detail: 'Leave it out.' }],
    });
  const [taken] = await tx.query('SELECT FROM person WHERE lower(email) = $1 AND id <> $2', [email, id]);
  if (taken) throw emailTaken();
  const asked = { kind: 'email' as const, email };
  await withdrawOthers(tx, acting.actor, id, asked);
  await askForChange(tx, acting, id, asked);
}

/** Keys and sessions stop at once, and stay ended if the person comes back. */
async function deactivate(tx: Transaction, acting: Acting, person: PersonRecord): Promise<LocationName[]> {
  const left = await leavingWithoutApprover(tx, async () => {
    await tx.query('UPDATE person SET deactivated_at = now(), version = version + 1 WHERE id = $1', [
      person.id,
    ]);
  });
  if (person.grants.some(({ role, locationId }) => role === 'admin' && locationId === null))
    await requireAnAdmin(tx);
  const keys = await tx.query(
    'UPDATE api_key SET revoked_at = now() WHERE person_id = $1 AND revoked_at IS NULL RETURNING id',
    [person.id],
  );
  const sessions = await endSessions(tx, person.id);
  await audit(tx, acting, 'person.deactivated', person.id, {
    keysRevoked: keys.length,
    sessionsEnded: sessions.length,
  });
  return left;
}

async function askToReactivate(tx: Transaction, acting: Acting, person: PersonRecord): Promise<void> {
  if (person.grants.some(({ role }) => role === 'approver')) {
    await askForChange(tx, acting, person.id, { kind: 'reactivation' });
    return noteRequest(tx, person.id);
  }
  await reactivate(tx, person.id);
  await audit(tx, acting, 'person.reactivated', person.id, {});
}

/** What waits is part of a person as admins see them: whoever has not seen it yet must not overwrite it. */
const noteRequest = async (tx: Transaction, personId: string): Promise<void> => {
  await tx.query('UPDATE person SET version = version + 1 WHERE id = $1', [personId]);
};

const audit = (
  tx: Transaction,
  { actor }: Acting,
  action: AuditAction,
  personId: string,
  detail: Record<string, unknown>,
) => recordAudit(tx, { personId: actor.id, action, subject: `person:${personId}`, detail });
