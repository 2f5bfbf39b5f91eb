import type { IncomingMessage } from 'node:http';

/**
 * Whether a request that carries a cookie comes from our own pages. `SameSite=Lax` alone does not tell another port, or
 * another name of the same site, from ours.
 */
export function isFromUs({ method = '', headers }: IncomingMessage, publicUrl: URL): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === publicUrl.origin;
}
