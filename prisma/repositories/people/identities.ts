import type { Reader, Transaction } from '../../client/database';
import { recordAudit } from './audit';

/** Whom the issuer vouches for. */
export interface Subject {
  issuer: string;
  subject: string;
  /** What the issuer says; anybody's, unless it has verified it. */
  email: string | null;
  emailVerified: boolean;
}

/**
 * Whose subject it is: it was linked to them before, or is now, by their e-mail.
 * @returns null if it is nobody's, or of somebody who is deactivated.
 */
export async function personOfSubject(tx: Transaction, by: Subject): Promise<string | null> {
  const { issuer, subject, email, emailVerified } = by;
  const known = await findIdentity(tx, issuer, subject);
  if (known !== null || email === null || !emailVerified) return known;
  const personId = await linkByEmail(tx, issuer, subject, email);
  if (personId !== null)
    await recordAudit(tx, {
      personId,
      action: 'person.linked',
      subject: `person:${personId}`,
      detail: { issuer },
    });
  return personId;
}

/** Whom an issuer's subject is linked to; null if to nobody, or to somebody who is deactivated. */
async function findIdentity(tx: Reader, issuer: string, subject: string) {
  const [found] = await tx.query<{ personId: string }>(
    `SELECT i.person_id AS "personId" FROM person_identity i JOIN person p ON p.id = i.person_id
     WHERE i.issuer = $1 AND i.subject = $2 AND p.deactivated_at IS NULL`,
    [issuer, subject],
  );
  return found?.personId ?? null;
}

/** As `findIdentity`, but also somebody who is deactivated: the subject stays theirs. */
export async function ownerOfSubject(tx: Reader, issuer: string, subject: string) {
  const [found] = await tx.query<{ personId: string }>(
    'SELECT person_id AS "personId" FROM person_identity WHERE issuer = $1 AND subject = $2',
    [issuer, subject],
  );
  return found?.personId ?? null;
}

/**
 * Links a subject to the human with this e-mail, whom no subject of the issuer has been linked to yet: an e-mail links
 * once, and never again.
 * @returns the person, or null if there is none.
 */
async function linkByEmail(tx: Transaction, issuer: string, subject: string, email: string) {
  const [linked] = await tx.query<{ personId: string }>(
    `INSERT INTO person_identity (person_id, issuer, subject)
     SELECT id, $1, $2 FROM person WHERE lower(email) = lower($3) AND kind = 'human' AND deactivated_at IS NULL
     ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`,
    [issuer, subject, email],
  );
  return linked?.personId ?? null;
}
