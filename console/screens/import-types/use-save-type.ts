import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../api/act';
import { api } from '../../api/client';
import { definitionOf, type TypeForm } from './type-form';

/** Saves a definition under a name, as a new version where the name is known; then shows it. */
export function useSaveType(onSaved?: () => void) {
  const navigate = useNavigate();
  return useAct({
    act: ({ name, form }: { name: string; form: TypeForm }, key) =>
      api.post('/v1/import-types', {
        params: { header: { 'Idempotency-Key': key } },
        body: { name: name.trim(), definition: definitionOf(form) },
      }),
    // A sample is read again with the new version.
    changes: ['import-type', 'import'],
    onDone: ({ id }) => {
      onSaved?.();
      void navigate({ to: '/import-types/$id', params: { id }, replace: true });
    },
  });
}
