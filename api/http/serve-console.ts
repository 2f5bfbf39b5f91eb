import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Express, Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { projectRoot } from '../../config/project-root';
import { serveAssets } from './serve-assets';

const folder = path.join(projectRoot(), 'dist/console');

const own = ["'self'"];
const none = ["'none'"];

/** Scripts, styles, fonts and requests of ours alone; nothing inline, nothing framed. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: none,
    scriptSrc: own,
    styleSrc: own,
    imgSrc: [...own, 'data:'],
    fontSrc: own,
    connectSrc: own,
    formAction: own,
    frameAncestors: none,
    baseUri: none,
  },
};

/** What is answered by the API itself, whoever asks. */
const notScreens = /^\/(v1|auth|docs|problems|assets|openapi\.json|metrics|livez|readyz)(\/|$)/;

/** A browser that opens a page, and not one that loads a part of it. */
const opensPage: (request: Request) => boolean = (request) =>
  ['GET', 'HEAD'].includes(request.method) &&
  (request.get('sec-fetch-mode') ?? 'navigate') === 'navigate' &&
  (request.get('accept') ?? '').includes('text/html') &&
  !notScreens.test(request.path);

/**
 * The web console: its files by names that change with their contents, and its one page for every address that a
 * browser opens, so that a screen can be linked to. Where it was not built, `/` leads to the description of the API.
 */
export function serveConsole(app: Express): void {
  const page = path.join(folder, 'index.html');
  if (!existsSync(page)) {
    app.get('/', (_request, response) => response.redirect(302, '/docs/'));
    return;
  }
  app.use('/assets', ...serveAssets(path.join(folder, 'assets')));
  const secured = helmet({ contentSecurityPolicy });
  const servePage: RequestHandler = (request, response, next) => {
    if (!opensPage(request) && request.path !== '/') return next();
    secured(request, response, () => {
      response.set('cache-control', 'no-cache').sendFile(page, { cacheControl: false, etag: true });
    });
  };
  app.use((request, response, next) =>
    ['GET', 'HEAD'].includes(request.method) ? servePage(request, response, next) : next(),
  );
}
