import type { Database, Transaction } from '../../client/database';

export interface SignInFlow {
  stateSha256: string;
  /** Of the browser's cookie. */
  browserSha256: string;
  nonce: string;
  verifier: string;
  /** A path of ours. */
  wayBack: string;
  maxAgeSeconds: number | null;
}

/** Within ten minutes it is finished, or begun anew. */
export const beginFlow = (database: Database, flow: SignInFlow) =>
  database.query(
    `INSERT INTO sign_in_flow (state_sha256, browser_sha256, nonce, verifier, way_back, max_age_seconds, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + interval '10 minutes')`,
    [flow.stateSha256, flow.browserSha256, flow.nonce, flow.verifier, flow.wayBack, flow.maxAgeSeconds],
  );

/**
 * Takes a sign-in that this browser has begun: nobody can take it a second time.
 * @returns null if there is none, if it is too old, or if another browser has begun it, which then can still finish it.
 */
export async function takeFlow(
  database: Database,
  stateSha256: string,
  browserSha256: string,
): Promise<Omit<SignInFlow, 'stateSha256' | 'browserSha256'> | null> {
  const [taken] = await database.query<Omit<SignInFlow, 'stateSha256' | 'browserSha256'>>(
    `DELETE FROM sign_in_flow WHERE state_sha256 = $1 AND browser_sha256 = $2 AND expires_at > now()
     RETURNING nonce, verifier, way_back AS "wayBack", max_age_seconds AS "maxAgeSeconds"`,
    [stateSha256, browserSha256],
  );
  return taken ?? null;
}

/** Whom an issuer's subject is linked to; null if to nobody, or to somebody who is deactivated. */
export async function findIdentity(tx: Pick<Transaction, 'query'>, issuer: string, subject: string) {
  const [found] = await tx.query<{ personId: string }>(
    `SELECT i.person_id AS "personId" FROM person_identity i JOIN person p ON p.id = i.person_id
     WHERE i.issuer = $1 AND i.subject = $2 AND p.deactivated_at IS NULL`,
    [issuer, subject],
  );
  return found?.personId ?? null;
}

/**
 * Links a subject to the human with this e-mail, whom no subject of the issuer has been linked to yet: an e-mail links
 * once, and never again.
 * @returns the person, or null if there is none.
 */
export async function linkByEmail(tx: Transaction, issuer: string, subject: string, email: string) {
  const [linked] = await tx.query<{ personId: string }>(
    `INSERT INTO person_identity (person_id, issuer, subject)
     SELECT id, $1, $2 FROM person WHERE lower(email) = lower($3) AND kind = 'human' AND deactivated_at IS NULL
     ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`,
    [issuer, subject, email],
  );
  return linked?.personId ?? null;
}
