import { type ConnectPlace } from '../stack/start-connect';
import { httpClient } from './http-client';
import { type Seed, type SeedLocation } from './seed-files';

/**
 * The seed's Locations that have a site in Connect: in our own sandbox all of them, because they are created now.
 * Nothing is written to a Connect of the user's own without their asking.
 * @throws Error if Connect cannot be reached.
 */
export async function locationsWithSite(connect: ConnectPlace, { locations }: Seed): Promise<SeedLocation[]> {
  if (connect.control) {
    const control = httpClient(connect.control, connect.key);
    for (const { connectSiteId, name, timeZone } of locations)
      await control.put(`/sites/${encodeURIComponent(connectSiteId)}`, { name, timeZone });
    return locations;
  }
  const { items } = await httpClient(connect.url, connect.key).get<{ items: { id: string }[] }>('/sites');
  const sites = items.map(({ id }) => id);
  return locations.filter(({ connectSiteId }) => sites.includes(connectSiteId));
}
