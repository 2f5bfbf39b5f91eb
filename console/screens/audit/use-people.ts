import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { list } from '../../api/keys';
import { useMe } from '../../app/me';

interface Named {
  id: string;
  name: string;
}

/**
 * People to choose from, by name: everybody for those who may list them; for others themselves and whoever is seen.
 */
export function usePeople(seen: readonly (Named | null)[]): readonly Named[] {
  const me = useMe();
  const everybody = useQuery({
    queryKey: list('person', 'names'),
    queryFn: async () => {
      const names: Named[] = [];
      for await (const { id, name } of api.list('/v1/persons')) names.push({ id, name });
      return names;
    },
    enabled: me.may('manage-persons', null),
    staleTime: 300_000,
  });
  const known = new Map([me, ...seen.filter((one) => one !== null)].map(({ id, name }) => [id, name]));
  for (const { id, name } of everybody.data ?? []) known.set(id, name);
  return [...known].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}
