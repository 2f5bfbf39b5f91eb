import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { Refusal } from '../../domain/refusal';

export const maxKeyLength = 255;
const visible = /^[\x21-\x7e]+$/;

/**
 * The Idempotency-Key of a request; null if it has none.
 * @throws Refusal invalid-request unless it is 1 to 255 visible ASCII characters.
 */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.get('idempotency-key');
  if (key === undefined) return null;
  if (key.length <= maxKeyLength && visible.test(key)) return key;
  throw new Refusal(
    'invalid-request',
    `Idempotency-Key must be 1 to ${maxKeyLength} visible ASCII characters, and sent once.`,
  );
}

/** SHA-256, in hex, of what is asked for. The order of an object's members makes no difference. */
export const digestOf = (asked: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(asked, (_, value: unknown) => inOrder(value)))
    .digest('hex');

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
