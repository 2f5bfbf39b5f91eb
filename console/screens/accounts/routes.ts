import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const accountRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/accounts',
    validateSearch: listSearch('q', 'state'),
    component: lazyRouteComponent(() => import('./accounts'), 'AccountsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/accounts/new',
    component: lazyRouteComponent(() => import('./new-account'), 'NewAccountScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/accounts/$id',
    validateSearch: listSearch('tab'),
    component: lazyRouteComponent(() => import('./account'), 'AccountScreen'),
  }),
] as const;
