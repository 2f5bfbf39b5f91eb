import {
  createRoute,
  createRouter,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { accountRoutes } from '../screens/accounts/routes';
import { auditRoutes } from '../screens/audit/routes';
import { batchSheetRoutes } from '../screens/batch-sheets/routes';
import { chargeRoutes } from '../screens/charges/routes';
import { importTypeRoutes } from '../screens/import-types/routes';
import { importRoutes } from '../screens/imports/routes';
import { locationRoutes } from '../screens/locations/routes';
import { peopleRoutes } from '../screens/people/routes';
import { productRoutes } from '../screens/products/routes';
import { sendRoutes } from '../screens/sends/routes';
import { workRoutes } from '../screens/work/routes';
import { Loading } from '../ui/asked';
import { Failed } from './failed';
import { NotFound } from './not-found';
import { rootRoute, shellRoute } from './shell-route';
import { SignedIn } from './signed-in';

const start = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's own way
    throw redirect({ to: '/work', replace: true });
  },
});

/** Every other address: said within the shell, from which one can go on. */
const elsewhere = createRoute({ getParentRoute: () => shellRoute, path: '$', component: NotFound });

const signedIn = createRoute({ getParentRoute: () => rootRoute, path: '/signed-in', component: SignedIn });

const screens = [
  start,
  ...workRoutes,
  ...accountRoutes,
  ...sendRoutes,
  ...importRoutes,
  ...batchSheetRoutes,
  ...chargeRoutes,
  ...importTypeRoutes,
  ...productRoutes,
  ...locationRoutes,
  ...peopleRoutes,
  ...auditRoutes,
  elsewhere,
] as const;

export const router = createRouter({
  routeTree: rootRoute.addChildren([signedIn, shellRoute.addChildren(screens)]),
  defaultErrorComponent: Failed,
  defaultPendingComponent: Loading,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
  // All of it is text: read as JSON, an Accounts ID such as 12345678901234567890 would be rounded.
  parseSearch: parseSearchWith((text) => text),
  stringifySearch: stringifySearchWith(String),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
