import type { Ask } from '../../client/sessions/session-looks';

/** Ids of the Locations that have a Connect site: usually one; none for a site that nobody has configured. */
export type LocationsOfSite = (siteId: string) => string[];

export async function locationsOfSites(query: Ask, siteIds: string[]): Promise<LocationsOfSite> {
  if (siteIds.length === 0) return () => [];
  const found = await query<{ siteId: string; id: string }>(
    'SELECT connect_site_id AS "siteId", id FROM location WHERE connect_site_id = ANY ($1)',
    [siteIds],
  );
  return (siteId) => found.filter((location) => location.siteId === siteId).map(({ id }) => id);
}
