import { Refusal } from '../../../domain/refusal';
import type { Database, Transaction } from '../../client/database';
import { versionDiffers } from '../version-differs';

/** Longer than any call to Connect takes. */
const editSeconds = 60;

/**
 * Reserves the client for one change: Connect is changed between two transactions, and nobody else may change it
 * meanwhile. It ends by itself if the process does. @returns what `endEdit` ends it by.
 * @throws Refusal version-differs if somebody has changed it since; temporarily-unavailable while somebody is.
 */
export async function beginEdit(tx: Transaction, accountId: string, version: number | null): Promise<string> {
  const [link] = await tx.query<{ version: number; isFree: boolean }>(
    `SELECT version, coalesce(editing_until NOT BETWEEN now() AND now() + $2 * interval '1 second', true) AS "isFree"
     FROM connect_link WHERE account_id = $1 FOR UPDATE`,
    [accountId, editSeconds],
  );
  if (version !== null && link?.version !== version) throw versionDiffers('client');
  if (!link?.isFree)
    throw new Refusal(
      'temporarily-unavailable',
      'Somebody else is changing this client. Nothing was done; look at it again in a moment.',
      { extra: { retryAfter: 1 } },
    );
  const [edit] = await tx.query<{ until: string }>(
    `UPDATE connect_link SET editing_until = now() + $2 * interval '1 second' WHERE account_id = $1
     RETURNING editing_until::text AS until`,
    [accountId, editSeconds],
  );
  return edit?.until as string;
}

/** Lets others change the client, unless the edit has ended by itself. */
export async function endEdit(database: Database, accountId: string, edit: string): Promise<void> {
  await database.query(
    'UPDATE connect_link SET editing_until = NULL WHERE account_id = $1 AND editing_until = $2::timestamptz',
    [accountId, edit],
  );
}
