import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const sendRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sends',
    validateSearch: listSearch('q', 'state'),
    component: lazyRouteComponent(() => import('./sends'), 'SendsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sends/$id',
    component: lazyRouteComponent(() => import('./send'), 'SendScreen'),
  }),
] as const;
