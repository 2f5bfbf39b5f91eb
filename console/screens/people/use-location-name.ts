import { useMe } from '../../app/me';
import { words } from '../../words/people';

/** The name of a Location, as far as one may know it. */
export function useLocationName(): (id: string) => string {
  const { locations } = useMe();
  return (id) => locations.find((one) => one.id === id)?.name ?? words.unknownLocation;
}
