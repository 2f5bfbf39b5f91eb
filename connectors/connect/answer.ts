import type { z } from 'zod';
import type { ConnectFault } from '../../domain/sends/connect-fault';
import { ConnectError } from './connect-error';
import type { Answer } from './exchange';
import { faultSchema } from './schemas';

/** Milliseconds that a Retry-After header asks for, in seconds or as an HTTP date. Null if it is neither. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null || header.trim() === '') return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Math.ceil(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function faultOf({ status, headers }: Answer, body: unknown): ConnectFault {
  const told = faultSchema.safeParse(body);
  const code = told.success ? told.data.code : `status ${status}`;
  const message = told.success ? told.data.message : `Connect answered with status ${status}`;
  if (status === 401 || status === 403) return { kind: 'credentials', status, message };
  if (status === 429)
    return {
      kind: 'throttled',
      message,
      retryAfterMs: retryAfterMs(headers['retry-after'] ?? null, new Date()),
    };
  if (status === 409 || code === 'idempotency_key_reused') return { kind: 'conflict', code, message };
  if (status === 412) return { kind: 'precondition', message };
  if (status === 400 || status === 404 || status === 422)
    return { kind: 'refused', status, code, message, field: (told.success && told.data.field) || null };
  if (status >= 500) return { kind: 'server', status, message };
  return { kind: 'contract', message: `status ${status} is not part of the contract` };
}

/**
 * Reads an answer according to the contract.
 * @throws ConnectError on every answer except the expected one, including a body outside the contract.
 */
export function readAnswer<T>(answer: Answer, status: number, schema: z.ZodType<T>): T {
  const body = parseJson(answer.body);
  if (answer.status !== status) throw new ConnectError(faultOf(answer, body));
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first?.path.join('.') || 'the body';
  throw new ConnectError({
    kind: 'contract',
    message: `${where}: ${first?.message ?? 'does not match the contract'}`,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
