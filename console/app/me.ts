import { useSuspenseQuery, queryOptions } from '@tanstack/react-query';
import { type Act, locationsFor, mayAct } from '../../domain/people/roles';
import { api } from '../api/client';
import { one } from '../api/keys';

export const meQuery = queryOptions({
  queryKey: one('person', 'me'),
  queryFn: () => api.get('/v1/me'),
  staleTime: Infinity,
});

/** Who is signed in. Only inside the layout, which shows nothing before that is known. */
export function useMe() {
  const { data } = useSuspenseQuery(meQuery);
  return {
    ...data,
    /** At a Location; for what belongs to none, at all of them. The API decides again, by the same rule. */
    may: (act: Act, locationId: string | null) => mayAct(data, act, locationId),
    mayAnywhere: (act: Act) => {
      const where = locationsFor(data, act);
      return where === 'all' || where.length > 0;
    },
  };
}
