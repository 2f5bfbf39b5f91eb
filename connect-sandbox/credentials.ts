import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request } from 'express';
import { Refusal } from './refusal';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @throws Refusal 401 without a bearer key, 403 with a wrong one. */
export function requireKey(request: Request, key: string): void {
  const given = /^Bearer +(\S+) *$/i.exec(request.get('Authorization') ?? '')?.[1];
  if (given === undefined)
    throw new Refusal(401, 'unauthenticated', 'A bearer key is required', undefined, {
      'WWW-Authenticate': 'Bearer',
    });
  if (!timingSafeEqual(digest(given), digest(key)))
    throw new Refusal(403, 'forbidden', 'This key is not valid here');
}
