import type { Answer, Item, RequestBody } from '../../../clients/typescript/src/by-path';

/** Calls a JSON API with a key. Throws NotOk on an answer other than 2xx. */
export interface HttpClient {
  get<T>(path: string): Promise<T>;
  /** The raw answer, for example of a CSV file. */
  text(path: string): Promise<string>;
  /** @param body JSON, or a FormData as it is. */
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  /** All items of a list, page after page. */
  list<T>(path: string): Promise<T[]>;
}

/** Our own API: request and answer types are derived from the path. */
export interface ApiClient {
  get<const Path extends string>(path: Path): Promise<Answer<'get', Path>>;
  text(path: string): Promise<string>;
  post<const Path extends string>(
    path: Path,
    ...body: RequestBody<'post', Path> extends undefined
      ? [FormData?]
      : [RequestBody<'post', Path> | FormData]
  ): Promise<Answer<'post', Path>>;
  list<const Path extends string>(path: Path): Promise<Item<Path>[]>;
}

export class NotOk extends Error {
  constructor(
    request: string,
    readonly status: number,
    readonly body: string,
  ) {
    super(`${request} was answered with ${status}: ${body.slice(0, 500)}`);
  }
}

/**
 * @param signal cancels the current request.
 * @param timeoutMs time limit for one request, including its body.
 */
export function httpClient(base: string, key: string, signal?: AbortSignal, timeoutMs = 30_000): HttpClient {
  async function ask(method: string, path: string, body?: unknown): Promise<string> {
    const isForm = body instanceof FormData;
    const timeOut = AbortSignal.timeout(timeoutMs);
    const request = {
      method,
      headers: { authorization: `Bearer ${key}`, ...(!isForm && { 'content-type': 'application/json' }) },
      signal: signal ? AbortSignal.any([timeOut, signal]) : timeOut,
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    };
    const { ok, status, text } = await answerTo(`${base}${path}`, request).catch((error: Error) => {
      const { cause } = error as { cause?: Error };
      throw new Error(`${method} ${base}${path} got no answer: ${cause?.message ?? error.message}`, {
        cause: error,
      });
    });
    if (!ok) throw new NotOk(`${method} ${base}${path}`, status, text);
    return text;
  }

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const text = await ask(method, path, body);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  return {
    get: (path) => call('GET', path),
    text: (path) => ask('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    async list<T>(path: string) {
      const items: T[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query: string = `limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const page: { items: T[]; next?: string | null } = await call(
          'GET',
          `${path}${path.includes('?') ? '&' : '?'}${query}`,
        );
        items.push(...page.items);
        cursor = page.next ?? null;
      }
      return items;
    },
  };
}

/** Like `httpClient`, for our own API. */
export const apiClient = (...options: Parameters<typeof httpClient>): ApiClient => httpClient(...options);

async function answerTo(url: string, request: RequestInit) {
  const response = await fetch(url, request);
  return { ok: response.ok, status: response.status, text: await response.text() };
}
