import type { Answer, Method, Schema } from '../../clients/typescript/src/by-path';
import { expectContract } from './contract';
import type { Untyped } from './untyped';

export type Who = 'viewer' | 'ops' | 'approver' | 'lead' | 'admin';

/** What is no answer of our own API, such as the sandbox's: its body is what the test takes it for. */
export interface Reply {
  status: number;
  headers: Headers;
  body: Untyped;
  text: string;
}

/**
 * What our own API answers at a path, by its contract: as `body` where it is done, as `problem` where it is refused.
 */
export interface ReplyAt<M extends string, Path extends string> {
  status: number;
  headers: Headers;
  /** Where the path, or the method, is only known when the test runs, it is what the test takes it for. */
  body: string extends Path | M ? Untyped : Answer<Lowercase<M> & Method, Path>;
  problem: Schema<'Problem'>;
  text: string;
}

export async function ask(
  base: string,
  method: string,
  at: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const form = body instanceof FormData;
  const response = await fetch(base + at, {
    method,
    headers: { ...(form || body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: form ? body : body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return {
    status: response.status,
    headers: response.headers,
    body: json ? JSON.parse(text) : undefined,
    text,
  };
}

/** As `ask`, of an API of ours: an answer that its contract does not know fails the test. */
export async function askApi<M extends string, const Path extends string>(
  base: string,
  method: M,
  path: Path,
  body?: unknown,
  headers?: Record<string, string>,
): Promise<ReplyAt<M, Path>> {
  const reply = await ask(base, method, path, body, headers);
  const contentType = reply.headers.get('content-type') ?? '';
  expectContract({ method, path, status: reply.status, contentType, body: reply.body });
  return { ...reply, problem: reply.body as Schema<'Problem'> };
}

/** For tests that are not about versions: what people edit is edited whatever its version is. */
export const anyVersion = (method: string): Record<string, string> =>
  method === 'PATCH' ? { 'if-match': '*' } : {};

/** Asks as one of the persons, by their keys; an edit without If-Match applies to any version. */
export const callAs =
  (base: string, keys: Record<Who, string>) =>
  <M extends string, const Path extends string>(
    who: Who,
    method: M,
    path: Path,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ReplyAt<M, Path>> =>
    askApi(base, method, path, body, {
      authorization: `Bearer ${keys[who]}`,
      ...anyVersion(method),
      ...headers,
    });
