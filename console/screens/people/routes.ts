import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/people',
    validateSearch: listSearch('tab'),
    component: lazyRouteComponent(() => import('./people'), 'PeopleScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/people/new',
    component: lazyRouteComponent(() => import('./new-person'), 'NewPersonScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('./person'), 'PersonScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/me',
    component: lazyRouteComponent(() => import('./me'), 'MeScreen'),
  }),
] as const;
