import type { Request } from 'express';

/** What a browser says of itself. */
export interface Browser {
  /** The header with its cookies. */
  cookies: string | undefined;
  /** IP address. */
  address: string;
  userAgent: string | null;
  /** The path and the query that it asked for. */
  url: string;
}

export const browserOf = (request: Request): Browser => ({
  cookies: request.get('cookie'),
  address: request.ip ?? '',
  userAgent: request.get('user-agent') ?? null,
  url: request.originalUrl,
});
