import { useQuery } from '@tanstack/react-query';
import { locationQuery } from '../api/location-query';
import { Time } from '../ui/time';

/** An instant in the zone of a Location; in that of the browser until it is known. Both are named. */
export function LocationTime({ at, locationId }: { at: string | null | undefined; locationId: string }) {
  const { data } = useQuery(locationQuery(locationId));
  return <Time at={at} zone={data?.timeZone} />;
}
