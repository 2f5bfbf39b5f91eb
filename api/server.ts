import express, { type Express, type Router, type RequestHandler } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import { authenticate } from './http/authentication';
import type { ApiDependencies } from './dependencies';
import { requireClearHeaders } from './http/broken-requests';
import { watchDatabase } from './http/database-watch';
import { endUnreadBody } from './http/end-unread-body';
import { limitRequests } from './http/limit-requests';
import { answerOtherMethods } from './http/other-methods';
import { problemPaths, serveProblemPages } from './http/problem-pages';
import { answerProblems, unknownPath } from './http/problems';
import { logRequests } from './http/request-log';
import { serveConsole } from './http/serve-console';
import { serveRoute } from './http/serve-route';
import { contract, routes } from './routes';

const backgroundPaths = routes.filter(({ background }) => background).map(({ path }) => path);

/** Without TLS of our own, a browser told to use https would find nothing there. */
const contentSecurityPolicy = { directives: { upgradeInsecureRequests: null } };

/** The HTTP API, ready to listen. */
export function createApp(dependencies: ApiDependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', dependencies.proxies);
  // One path for each route: rules that go by the path, here or in a proxy, have no second spelling to miss.
  app.enable('case sensitive routing');
  app.enable('strict routing');
  const limited = limitRequests(dependencies.requestLimits, dependencies.signIn);
  app.use(
    helmet({ contentSecurityPolicy }),
    logRequests(dependencies),
    endUnreadBody,
    notStored,
    requireClearHeaders,
    limited.first,
  );
  const authenticated = [authenticate({ ...dependencies, backgroundPaths }), limited.second];
  app.use('/v1', ...authenticated);
  const whileDatabaseAnswers = watchDatabase(dependencies.database);
  routes.forEach((one, at) => {
    app[one.method](
      one.path,
      ...(one.needs === 'nothing' ? [limited.open] : one.path.startsWith('/v1/') ? [] : authenticated),
      serveRoute(one, dependencies, whileDatabaseAnswers),
    );
    // Before a path that has an id in the place of this one's last part.
    const isLast = !routes.slice(at + 1).some(({ path }) => path === one.path);
    if (isLast)
      answerOtherMethods(
        app,
        routes.filter(({ path }) => path === one.path),
      );
  });
  serveDocs(app);
  serveProblemPages(app);
  serveConsole(app);
  answerOtherMethods(app, pages);
  app.use(unknownPath);
  app.use(answerProblems(dependencies, routes));
  return app;
}

/** What is served without a contract. */
const pages = ['/', '/docs', ...problemPaths].map((path) => ({ method: 'get', path }));

function serveDocs(app: Express): void {
  // Not before they are asked for: to describe all routes takes a quarter of the time in which the API starts.
  let docs: Router | undefined;
  app.use('/docs', (request, response, next) => {
    // The package answers its own description with a 404 that is no problem.
    const isTheirs = ['GET', 'HEAD'].includes(request.method) && !request.path.endsWith('/package.json');
    if (!isTheirs) return next();
    docs ??= describingAllRoutes();
    return docs(request, response, next);
  });
}

const describingAllRoutes = (): Router =>
  express
    .Router()
    .use(swaggerUi.serve)
    .get('/', swaggerUi.setup(contract(), { customSiteTitle: 'operate-connect' }));

const isPublic = /^\/(assets|docs|problems|openapi\.json)(\/|$)/;

/** No cache may store what a person may see. */
const notStored: RequestHandler = (request, response, next) => {
  if (!isPublic.test(request.path)) response.set('cache-control', 'no-store');
  next();
};
