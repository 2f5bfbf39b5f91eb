import { createRootRoute, createRoute, retainSearchParams } from '@tanstack/react-router';
import { Gate } from './gate';
import { NotFound } from './not-found';
import { shellSearch } from './search';

export const rootRoute = createRootRoute({ notFoundComponent: NotFound });

/** What every screen of somebody who is signed in stands in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Gate,
  validateSearch: shellSearch,
  search: { middlewares: [retainSearchParams(['location'])] },
});
