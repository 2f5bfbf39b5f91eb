import { expectContract } from './contract';

export type Who = 'viewer' | 'ops' | 'approver' | 'lead' | 'admin';

export interface Reply {
  status: number;
  headers: Headers;
  body: any;
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
export async function askApi(...request: Parameters<typeof ask>): Promise<Reply> {
  const reply = await ask(...request);
  const [base, method, path] = request;
  const contentType = reply.headers.get('content-type') ?? '';
  await expectContract(base, { method, path, status: reply.status, contentType, body: reply.body });
  return reply;
}

/** Asks as one of the persons, by their keys. */
export const callAs =
  (base: string, keys: Record<Who, string>) =>
  (who: Who, method: string, at: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> =>
    askApi(base, method, at, body, { authorization: `Bearer ${keys[who]}`, ...headers });
