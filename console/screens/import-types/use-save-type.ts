import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../api/act';
import { api } from '../../api/client';
import { importTypesQuery } from './use-import-types';
import { definitionOf, type TypeForm } from './type-form';

/** Somebody else has saved a version since the one that was changed here. */
export class NewerVersion extends Error {}

interface Saved {
  name: string;
  form: TypeForm;
  /** The one that was changed, of a type that there is already. */
  version?: number;
}

/** Saves a definition under a name, as a new version where the name is known; then shows it. */
export function useSaveType(onSaved?: () => void) {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useAct({
    act: async ({ name, form, version }: Saved, key) => {
      const newest = await client.fetchQuery({ ...importTypesQuery, staleTime: 0 });
      if (version !== undefined && newest.some((one) => one.name === name && one.version !== version))
        throw new NewerVersion();
      return api.post('/v1/import-types', {
        params: { header: { 'Idempotency-Key': key } },
        body: { name: name.trim(), definition: definitionOf(form) },
      });
    },
    // A sample is read again with the new version.
    changes: ['import-type', 'import'],
    onDone: ({ id }) => {
      onSaved?.();
      void navigate({ to: '/import-types/$id', params: { id }, replace: true });
    },
  });
}
