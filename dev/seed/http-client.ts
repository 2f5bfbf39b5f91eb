/** Calls a JSON API with a key. */
export interface HttpClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  /** All items of a list, page after page. */
  list<T>(path: string): Promise<T[]>;
}

const TIMEOUT_MS = 30_000;

export function httpClient(base: string, key: string): HttpClient {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      const { cause } = error as { cause?: Error };
      throw new Error(`${method} ${base}${path} has no answer: ${cause?.message ?? error.message}`, {
        cause: error,
      });
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${base}${path} was answered with ${response.status}: ${text.slice(0, 500)}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    async list<T>(path: string) {
      const items: T[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query: string = `limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const page: { items: T[]; next?: string | null } = await call('GET', `${path}?${query}`);
        items.push(...page.items);
        cursor = page.next ?? null;
      }
      return items;
    },
  };
}
