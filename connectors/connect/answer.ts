import type { z } from 'zod';
import type { ConnectFault } from '../../domain/sends/connect-fault';
import { ConnectError } from './connect-error';
import { faultSchema } from './schemas';

/** Milliseconds that a Retry-After header asks for, in seconds or as an HTTP date. Null if it is neither. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null || header.trim() === '') return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Math.ceil(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function faultOf(status: number, headers: Headers, body: unknown): ConnectFault {
  const told = faultSchema.safeParse(body);
  const code = told.success ? told.data.code : `status ${status}`;
  const message = told.success ? told.data.message : `Connect answered with status ${status}`;
  if (status === 401 || status === 403) return { kind: 'credentials', status, message };
  if (status === 429)
    return { kind: 'throttled', message, retryAfterMs: retryAfterMs(headers.get('retry-after'), new Date()) };
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
export async function readAnswer<T>(response: Response, status: number, schema: z.ZodType<T>): Promise<T> {
  const body = parseJson(await textOf(response));
  if (response.status !== status) throw new ConnectError(faultOf(response.status, response.headers, body));
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const where = first?.path.join('.') || 'the body';
  throw new ConnectError({
    kind: 'contract',
    message: `${where}: ${first?.message ?? 'does not match the contract'}`,
  });
}

/** More than a page of 200 clients can ever need. */
const maxBytes = 10_000_000;

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    // Leaving the loop closes the connection.
    if (bytes > maxBytes)
      throw new ConnectError({ kind: 'contract', message: `the answer is longer than ${maxBytes} bytes` });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
