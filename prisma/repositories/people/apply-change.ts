import type { ChangeAsked } from '../../../domain/people/pending-change';
import { Refusal } from '../../../domain/refusal';
import { refusedBy } from '../../client/constraint';
import type { Transaction } from '../../client/database';
import type { GrantRecord } from './person-records';
import { endSessions } from './sessions';

type Effects = {
  [Kind in ChangeAsked['kind']]: (
    tx: Transaction,
    personId: string,
    asked: Extract<ChangeAsked, { kind: Kind }>,
  ) => Promise<unknown>;
};

const effects: Effects = {
  grant: (tx, personId, asked) => insertGrant(tx, personId, asked),
  email: (tx, personId, { email }) => replaceEmail(tx, personId, email),
  identity: (tx, personId, { issuer, subject }) => replaceIdentity(tx, personId, issuer, subject),
  reactivation: (tx, personId) => reactivate(tx, personId),
};

/** @throws Refusal email-taken; wrong-state for a subject that is somebody else's by now. */
export async function applyChange(tx: Transaction, personId: string, asked: ChangeAsked): Promise<void> {
  const effect = effects[asked.kind] as (tx: Transaction, id: string, asked: ChangeAsked) => Promise<unknown>;
  await effect(tx, personId, asked);
}

/** @returns null if the person has the role there already. */
export async function insertGrant(
  tx: Transaction,
  personId: string,
  { role, locationId }: Omit<GrantRecord, 'id'>,
): Promise<GrantRecord | null> {
  const [made] = await tx.query<GrantRecord>(
    `INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
     RETURNING id, role, location_id AS "locationId"`,
    [personId, role, locationId],
  );
  return made ?? null;
}

/**
 * A new address is a new way in: who could sign in as this person before no longer can, and whoever signs in with the
 * address is linked to them, once.
 * @throws Refusal email-taken.
 */
async function replaceEmail(tx: Transaction, personId: string, email: string): Promise<void> {
  await setEmail(tx, personId, email);
  await undoSignIn(tx, personId);
}

/** As a new address: whoever could sign in as this person before no longer can. @throws Refusal wrong-state. */
async function replaceIdentity(
  tx: Transaction,
  personId: string,
  issuer: string,
  subject: string,
): Promise<void> {
  await undoSignIn(tx, personId);
  await tx
    .query('INSERT INTO person_identity (person_id, issuer, subject) VALUES ($1, $2, $3)', [
      personId,
      issuer,
      subject,
    ])
    .catch(refusedBy({ person_identity_subject_key: subjectTaken }));
}

const subjectTaken = () =>
  new Refusal(
    'wrong-state',
    'This sign-in belongs to somebody else now: withdraw the change, and invite the person again.',
  );

async function undoSignIn(tx: Transaction, personId: string): Promise<void> {
  await tx.query('DELETE FROM person_identity WHERE person_id = $1', [personId]);
  await endSessions(tx, personId);
}

/** @throws Refusal email-taken. */
export const setEmail = (tx: Transaction, personId: string, email: string | null): Promise<unknown> =>
  tx
    .query('UPDATE person SET email = $2, version = version + 1 WHERE id = $1', [personId, email])
    .catch(refusedBy({ person_email_key: emailTaken }));

export const emailTaken = () =>
  new Refusal('email-taken', 'Somebody else has this e-mail address already.', {
    errors: [{ pointer: '/email', detail: 'Each address belongs to one person.' }],
  });

export const reactivate = (tx: Transaction, personId: string): Promise<unknown> =>
  tx.query('UPDATE person SET deactivated_at = NULL, version = version + 1 WHERE id = $1', [personId]);
