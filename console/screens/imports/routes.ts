import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const importRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/imports',
    validateSearch: listSearch('status'),
    component: lazyRouteComponent(() => import('./imports'), 'ImportsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/imports/new',
    component: lazyRouteComponent(() => import('./new-import'), 'NewImportScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/imports/$id',
    validateSearch: listSearch('tab', 'status', 'reason', 'differs', 'code', 'line', 'numberEnd', 'text'),
    component: lazyRouteComponent(() => import('./import'), 'ImportScreen'),
  }),
] as const;
