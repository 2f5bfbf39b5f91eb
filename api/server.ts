import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import { authenticate } from './http/authentication';
import type { ApiDependencies } from './dependencies';
import { endUnreadBody } from './http/end-unread-body';
import { limitRequests } from './http/limit-requests';
import { answerOtherMethods } from './http/other-methods';
import { answerProblems, unknownPath } from './http/problems';
import { logRequests } from './http/request-log';
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
  const limited = limitRequests(dependencies.requestLimits);
  app.use(helmet({ contentSecurityPolicy }), logRequests(dependencies), endUnreadBody, limited.first);
  app.use(['/v1', '/auth', '/metrics', '/livez', '/readyz'], notStored);
  const authenticated = [authenticate({ ...dependencies, backgroundPaths }), limited.second];
  app.use('/v1', ...authenticated);
  for (const one of routes)
    app[one.method](
      one.path,
      ...(one.needs === 'nothing' || one.path.startsWith('/v1/') ? [] : authenticated),
      serveRoute(one, dependencies),
    );
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(contract(), { customSiteTitle: 'operate-connect' }));
  answerOtherMethods(app, routes);
  app.use(unknownPath);
  app.use(answerProblems(dependencies, routes));
  return app;
}

/** No cache may store what a person may see. */
const notStored: RequestHandler = (_request, response, next) => {
  response.set('cache-control', 'no-store');
  next();
};
