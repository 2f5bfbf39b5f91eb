import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const chargeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/charges',
    validateSearch: listSearch('account', 'from', 'to', 'least', 'most', 'sheet'),
    component: lazyRouteComponent(() => import('./charges'), 'ChargesScreen'),
  }),
] as const;
