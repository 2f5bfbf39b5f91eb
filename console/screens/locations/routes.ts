import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const locationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/locations',
    validateSearch: listSearch(),
    component: lazyRouteComponent(() => import('./locations'), 'LocationsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/locations/new',
    component: lazyRouteComponent(() => import('./new-location'), 'NewLocationScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/locations/$id',
    component: lazyRouteComponent(() => import('./location'), 'LocationScreen'),
  }),
] as const;
