import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { listSearch } from '../../app/search';
import { shellRoute } from '../../app/shell-route';

export const batchSheetRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/batch-sheets',
    validateSearch: listSearch('state', 'from', 'to', 'number', 'person'),
    component: lazyRouteComponent(() => import('./batch-sheets'), 'BatchSheetsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/batch-sheets/$id',
    // The decision is one that was answered with 202: a page that is loaded anew still shows what it waits for.
    validateSearch: listSearch('tab', 'account', 'decision'),
    component: lazyRouteComponent(() => import('./batch-sheet'), 'BatchSheetScreen'),
  }),
] as const;
