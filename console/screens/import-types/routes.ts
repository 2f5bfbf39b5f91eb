import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const importTypeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/import-types',
    validateSearch: listSearch(),
    component: lazyRouteComponent(() => import('./import-types'), 'ImportTypesScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/import-types/new',
    validateSearch: listSearch('from'),
    component: lazyRouteComponent(() => import('./new-import-type'), 'NewImportTypeScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/import-types/$id',
    component: lazyRouteComponent(() => import('./import-type'), 'ImportTypeScreen'),
  }),
] as const;
