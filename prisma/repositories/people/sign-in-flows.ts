import type { Database } from '../../client/database';

export interface SignInFlow {
  stateSha256: string;
  /** Of the browser's cookie. */
  browserSha256: string;
  nonce: string;
  verifier: string;
  /** A path of ours. */
  wayBack: string;
  maxAgeSeconds: number | null;
  /** Who signs in was invited. */
  invitationId: string | null;
}

/** Within ten minutes it is finished, or begun anew. */
export const beginFlow = (database: Database, flow: SignInFlow) =>
  database.query(
    `INSERT INTO sign_in_flow (state_sha256, browser_sha256, nonce, verifier, way_back, max_age_seconds, invitation_id,
       expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + interval '10 minutes')`,
    [
      flow.stateSha256,
      flow.browserSha256,
      flow.nonce,
      flow.verifier,
      flow.wayBack,
      flow.maxAgeSeconds,
      flow.invitationId,
    ],
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
     RETURNING nonce, verifier, way_back AS "wayBack", max_age_seconds AS "maxAgeSeconds",
       invitation_id AS "invitationId"`,
    [stateSha256, browserSha256],
  );
  return taken ?? null;
}
