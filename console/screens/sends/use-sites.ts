import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { list } from '../../api/keys';

/** The Locations that one may see, by whose names a site at Connect is known. */
export function useSites() {
  const { data } = useQuery({
    queryKey: list('location', 'all'),
    queryFn: async () => {
      const locations = [];
      for await (const location of api.list('/v1/locations')) locations.push(location);
      return locations;
    },
  });
  const locations = data ?? [];
  const nameOfSite = (siteId: string) =>
    locations.find(({ connectSiteId }) => connectSiteId === siteId)?.name ?? siteId;
  return { locations, nameOfSite };
}
