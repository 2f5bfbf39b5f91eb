import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import { Refusal } from '../domain/refusal';
import { type Person, readsEverywhere } from '../domain/people/roles';
import { authenticate, requireActSomewhere } from './http/authentication';
import type { ApiDependencies } from './dependencies';
import { openApi } from './http/openapi';
import { readJson } from './http/json-body';
import { type ApiMetrics, createMetrics } from './metrics';
import { answerOtherMethods } from './http/other-methods';
import { answerProblems, unknownPath } from './http/problems';
import { type AnyRoute, type Asked, check } from './http/route';
import { accountCodeRoutes } from './routes/accounts/account-codes';
import { accountRoutes } from './routes/accounts/accounts';
import { batchSheetRoutes } from './routes/sheets/batch-sheets';
import { catalogueRoutes } from './routes/catalogue/catalogue';
import { chargeImportRoutes } from './routes/imports/charge-imports';
import { chargeRoutes } from './routes/charges/charges';
import { connectClientRoutes } from './routes/sends/connect-client';
import { decisionRoutes } from './routes/people/decisions';
import { exportRoutes } from './routes/sheets/export';
import { health } from './http/health';
import { importRowRoutes } from './routes/imports/import-rows';
import { locationRoutes } from './routes/catalogue/locations';
import { meRoutes } from './routes/people/me';
import { workRoutes } from './routes/work/work';
import { endUnreadBody } from './http/end-unread-body';

export const routes: AnyRoute[] = [
  ...meRoutes,
  ...workRoutes,
  ...locationRoutes,
  ...catalogueRoutes,
  ...accountRoutes,
  ...accountCodeRoutes,
  ...connectClientRoutes,
  ...chargeImportRoutes,
  ...importRowRoutes,
  ...batchSheetRoutes,
  ...decisionRoutes,
  ...chargeRoutes,
  ...exportRoutes,
];

/** Of a JSON body, where its route says nothing else. */
const maxBytes = 65_536;

/** Without TLS of our own, a browser that is told to take https would find nothing there. */
const contentSecurityPolicy = { directives: { upgradeInsecureRequests: null } };

const unversioned = ['/livez', '/readyz', '/metrics', '/openapi.json'].map((path) => ({
  method: 'get',
  path,
}));

/** The HTTP API, ready to listen. */
export function createApp(dependencies: ApiDependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  const metrics = createMetrics(dependencies.database);
  app.set('trust proxy', dependencies.proxies);
  app.use(helmet({ contentSecurityPolicy }), requestId(dependencies, metrics), endUnreadBody);
  app.use(['/v1', '/metrics', '/livez', '/readyz'], notStored);
  app.use(health(dependencies));
  const contract = openApi(routes);
  app.get('/openapi.json', (_request, response) => void response.json(contract));
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(contract, { customSiteTitle: 'operate-connect' }));
  const authenticated = authenticate(dependencies.database);
  app.get('/metrics', authenticated, forAllLocations, metrics.handle);
  app.use('/v1', authenticated);
  for (const one of routes) app[one.method](one.path, run(one, dependencies));
  answerOtherMethods(app, [...routes, ...unversioned]);
  app.use(unknownPath);
  app.use(answerProblems(dependencies));
  return app;
}

/** Nobody between us and a person keeps what they may see. */
const notStored: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};

/** Numbers of all Locations together are for those who may see them all. */
const forAllLocations: RequestHandler = (_request, response, next) => {
  if (!readsEverywhere(response.locals.person as Person))
    throw new Refusal('forbidden', 'These numbers are of all locations: your roles do not reach so far.');
  next();
};

/** What the id in the path of a route is of. */
const idNames: Record<string, string> = {
  'charge-imports': 'importId',
  'batch-sheets': 'sheetId',
  accounts: 'accountId',
  decisions: 'decisionId',
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** By which a request is found again, beside what it led to. An id only: what else was typed there could be a name. */
function subjectOf(route: string, id: unknown): Record<string, string> {
  const name = idNames[route.split('/')[2] ?? ''];
  return name && typeof id === 'string' && uuid.test(id) ? { [name]: id } : {};
}

function requestId({ log }: ApiDependencies, metrics: ApiMetrics): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID();
    response.locals.requestId = id;
    response.set('x-request-id', id);
    const begun = performance.now();
    response.on('finish', () => {
      const { statusCode: status } = response;
      const seconds = (performance.now() - begun) / 1000;
      // The route as it is written: what was typed into a path or query could carry names.
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      const { method, params } = request;
      metrics.answered({ method, route, status, seconds });
      const subject = subjectOf(route, params?.id);
      log('info', 'request', {
        requestId: id,
        method,
        route,
        ...subject,
        status,
        ms: Math.round(seconds * 1000),
      });
    });
    next();
  };
}

/** Who may do it nowhere is told so before anything is read that they sent. */
function run(one: AnyRoute, dependencies: ApiDependencies): RequestHandler {
  return async (request, response) => {
    const person = response.locals.person as Person;
    if (one.needs) requireActSomewhere(person, one.needs);
    const query = check(one.query, request.query);
    const json = one.body && !one.multipart ? await readJson(request, one.maxBytes ?? maxBytes) : undefined;
    const asked: Asked<unknown, unknown> = {
      person,
      params: request.params as Record<string, string>,
      body: json === undefined ? undefined : check(one.body, json),
      query,
      request,
    };
    const { status, body, headers = {} } = await one.handle(asked, dependencies);
    response.status(status).set(headers);
    if (body === undefined) response.end();
    else response.json(body);
  };
}
