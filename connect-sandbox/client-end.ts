import { clientBody, type ClientRow } from './client-row';
import { type Queryable } from './database';
import { Refusal } from './refusal';

const only = (rows: ClientRow[], id: string) => {
  if (!rows[0]) throw new Refusal(404, 'not_found', `There is no client ${id}`);
  return clientBody(rows[0]);
};

/** What somebody at Connect does by hand: end the client's stay. Ending it again keeps the first time. */
export async function endClient(queryable: Queryable, id: string) {
  const { rows } = await queryable.query<ClientRow>(
    `UPDATE connect_sandbox.client SET ended_at = coalesce(ended_at, clock_timestamp()), version = version + 1,
       written_at = clock_timestamp() WHERE id = $1 RETURNING *`,
    [id],
  );
  return only(rows, id);
}

/**
 * What somebody at Connect does by hand: remove the client, so that reading it gives 404. Its Idempotency-Key stays
 * used.
 */
export async function removeClient(queryable: Queryable, id: string) {
  const { rows } = await queryable.query<ClientRow>(
    'DELETE FROM connect_sandbox.client WHERE id = $1 RETURNING *',
    [id],
  );
  return only(rows, id);
}
