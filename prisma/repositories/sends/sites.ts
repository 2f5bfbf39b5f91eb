import type { Transaction } from '../../client/database';

/** Ids of the Locations that have a Connect site: usually one; none for a site that nobody has configured. */
export async function locationsOfSite(tx: Transaction, siteId: string): Promise<string[]> {
  const found = await tx.query<{ id: string }>('SELECT id FROM location WHERE connect_site_id = $1', [
    siteId,
  ]);
  return found.map(({ id }) => id);
}
