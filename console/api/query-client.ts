import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from './client';
import { sessionEnded } from './session-state';

function onError(error: unknown): void {
  if (isProblem(error, 401)) sessionEnded();
}

/** A refusal stays one however often it is asked; what is away may be back. */
const mayHelp = (error: unknown) => !isProblem(error) || error.status === 503 || error.status === 429;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // It would merge answers into copies, and the ETag belongs to the answer itself.
      structuralSharing: false,
      retry: (failures, error) => failures < 2 && mayHelp(error),
      // Live hints say when to ask again.
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
});
