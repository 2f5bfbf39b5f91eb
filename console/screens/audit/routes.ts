import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const auditRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/audit',
    validateSearch: listSearch('person', 'action', 'subject', 'outcome', 'from', 'to', 'event'),
    component: lazyRouteComponent(() => import('./audit'), 'AuditScreen'),
  }),
] as const;
