import createClient from 'openapi-fetch';
import { OperateConnectProblem, type Problem } from './problem';
import type { components, paths } from './schema';
import type { Ask, Asked, ImportFields, ItemOf, ListPath, Method, PathWith } from './types';

export { OperateConnectProblem, type Problem } from './problem';
export type { ImportFields, ItemOf, ListPath } from './types';
export { until, type Waiting } from './until';

/** A schema of the contract by its name, such as `Schema<'Account'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export interface OperateConnectOptions {
  /** Where the API is, such as `https://operate-connect.example.com`. */
  baseUrl: string;
  /** The API key of a person or a machine; none in a browser, which sends the cookie of its session. */
  key?: string;
  /** How long a request may take before it is given up, uploads aside; 30 s by default. */
  timeoutMs?: number;
  /** Cancels all requests. */
  signal?: AbortSignal;
}

/** Every method throws OperateConnectProblem on a refusal, and what `fetch` throws if there is no answer. */
export interface OperateConnect {
  get: Ask<'get'>;
  post: Ask<'post'>;
  put: Ask<'put'>;
  patch: Ask<'patch'>;
  delete: Ask<'delete'>;
  /** An answer that is not JSON, such as the export of a batch sheet. */
  text<Path extends PathWith<'get'>>(path: Path, ...asked: Asked<'get', Path>): Promise<string>;
  /** All items of a list, page after page. */
  list<Path extends ListPath>(path: Path, ...asked: Asked<'get', Path>): AsyncGenerator<ItemOf<Path>>;
  /** Uploads a file of call charges. @returns the import, which has only been received. */
  upload(fields: ImportFields, file: Blob, name: string): Promise<Schema<'ChargeImport'>>;
}

/** What requests have in common, whatever their types. */
interface Init {
  params?: { query?: Record<string, unknown> };
  body?: unknown;
  bodySerializer?: () => FormData;
  parseAs?: 'json' | 'text';
  signal?: AbortSignal;
}
type Request = (method: Method, path: string, init: Init) => Promise<RawAnswer>;

interface RawAnswer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

const etags = new WeakMap<object, string>();

/** The version of what was answered, for `If-Match`; undefined if the answer had none. */
export const etagOf = (answer: object): string | undefined => etags.get(answer);

export function createOperateConnect(options: OperateConnectOptions): OperateConnect {
  const { baseUrl, key, timeoutMs = 30_000 } = options;
  const client = createClient<paths>({ baseUrl, headers: key ? { authorization: `Bearer ${key}` } : {} });
  const request = client.request as unknown as Request;

  async function ask(method: Method, path: string, init: Init = {}, limitMs = timeoutMs): Promise<unknown> {
    const limits = [options.signal, init.signal, limitMs > 0 ? AbortSignal.timeout(limitMs) : undefined];
    const signal = AbortSignal.any(limits.filter((limit) => limit !== undefined));
    const { data, error, response } = await request(method, path, { ...init, signal });
    if (!response.ok)
      throw new OperateConnectProblem(`${method.toUpperCase()} ${path}`, response, problemOf(error));
    const etag = response.headers.get('etag');
    if (etag !== null && typeof data === 'object' && data !== null) etags.set(data, etag);
    return data;
  }

  const asking = (method: Method) => (path: string, init?: Init) => ask(method, path, init);
  return {
    get: asking('get'),
    post: asking('post'),
    put: asking('put'),
    patch: asking('patch'),
    delete: asking('delete'),
    text: (path: string, init?: Init) => ask('get', path, { ...init, parseAs: 'text' }),
    async *list(path: string, init: Init = {}) {
      for (let cursor: string | null | undefined; cursor !== null;) {
        const query = { limit: 200, ...init.params?.query, ...(cursor && { cursor }) };
        const page = (await ask('get', path, { ...init, params: { ...init.params, query } })) as Page;
        yield* page.items;
        cursor = page.next ?? null;
      }
    },
    upload(fields: ImportFields, file: Blob, name: string) {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) if (value != null) form.set(field, String(value));
      form.set('file', file, name);
      const init = { body: form, bodySerializer: () => form };
      return ask('post', '/v1/charge-imports', init, 0);
    },
  } as OperateConnect;
}

interface Page {
  items: unknown[];
  next?: string | null;
}

/** A proxy in between may answer with anything. */
const problemOf = (error: unknown): Partial<Problem> =>
  typeof error === 'object' && error !== null
    ? error
    : { detail: typeof error === 'string' ? error.slice(0, 500) : undefined };
