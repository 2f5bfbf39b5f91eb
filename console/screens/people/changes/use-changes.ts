import { api } from '../../../api/client';
import { usePage } from '../../../api/page-of';

/** What waits until a second admin confirms it. */
export const useChanges = (cursor: string | undefined) =>
  usePage(
    'person',
    { cursor },
    () => api.get('/v1/persons/changes', { params: { query: { cursor } } }),
    'changes',
  );
