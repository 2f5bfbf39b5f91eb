import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const workRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/work',
    validateSearch: listSearch(),
    component: lazyRouteComponent(() => import('./work'), 'WorkScreen'),
  }),
] as const;
