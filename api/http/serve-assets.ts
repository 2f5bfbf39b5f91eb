import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler } from 'express';

/** What the build leaves beside a file, by the name that HTTP has for it; the smaller one first. */
const endings = { br: '.br', gzip: '.gz' } as const;

const options = {
  immutable: true,
  maxAge: '365d',
  index: false,
  redirect: false,
  dotfiles: 'ignore',
} as const;

/**
 * Files by names that change with their contents, compressed where the build did so and the browser takes it. A proxy
 * in front may do the same; not everybody has one, and it would compress them at each request.
 */
export function serveAssets(folder: string): RequestHandler[] {
  const files = new Set(existsSync(folder) ? readdirSync(folder).map((name) => `/${name}`) : []);
  const choose: RequestHandler = (request, response, next) => {
    const { path: asked } = request;
    if (!files.has(asked + endings.gzip)) return next();
    response.vary('Accept-Encoding');
    const encoding = encodings.find((one) => request.acceptsEncodings(one));
    if (!encoding) return next();
    response.type(path.extname(asked)).set('content-encoding', encoding);
    request.url = asked + endings[encoding];
    next();
  };
  return [choose, express.static(folder, options)];
}

const encodings = Object.keys(endings) as (keyof typeof endings)[];
