import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem } from './client';
import { sessionEnded } from './session-state';

function onError(error: unknown): void {
  if (isProblem(error, 401)) sessionEnded();
}

/** A refusal stays one however often it is asked; what is away may be back. Who has waited in vain is told so. */
const mayHelp = (error: unknown) =>
  isProblem(error) ? error.status === 503 || error.status === 429 : !isTimeout(error);
const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError';

/** Asks though the browser says that it is offline: otherwise a press would wait unseen and be sent by itself later. */
const whileOffline = 'always';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      networkMode: whileOffline,
      staleTime: 10_000,
      // It would merge answers into copies, and the ETag belongs to the answer itself.
      structuralSharing: false,
      retry: (failures, error) => failures < 2 && mayHelp(error),
      // Live hints say when to ask again.
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: whileOffline, retry: false },
  },
});
