import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** What is answered, as far as the contract has a say in it. */
export interface Answer {
  method: string;
  /** With its query. */
  path: string;
  status: number;
  contentType: string;
  body: unknown;
}

type Json = Record<string, unknown>;

interface OpenApi {
  paths: Record<string, Record<string, { responses: Record<string, Json> }>>;
  components: { schemas: Json };
}

const contracts = new Map<string, (answer: Answer) => void>();

/**
 * Holds an answer of an API against the contract that the API itself serves: status, media type and each field.
 * @throws Error that says what the contract does not know.
 */
export async function expectContract(api: string, answer: Answer): Promise<void> {
  if (!contracts.has(api)) contracts.set(api, await readContract(api));
  contracts.get(api)?.(answer);
}

async function readContract(api: string) {
  const response = await fetch(`${api}/openapi.json`);
  return contractChecker((await response.json()) as OpenApi);
}

/** Neither a problem with a path nor with a method is of any route. */
const ofNoRoute = [
  '/problems/unauthenticated',
  '/problems/too-many-attempts',
  '/problems/too-many-requests',
  '/problems/not-found',
];

export function contractChecker(contract: OpenApi): (answer: Answer) => void {
  const { schemas } = contract.components;
  const closed = { ...contract, components: { ...contract.components, schemas: close(schemas) } };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(closed, 'contract');
  const paths = Object.keys(contract.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const validate = (what: string, pointer: string, body: unknown) => {
    const valid = ajv.getSchema(`contract#${pointer}`) as ValidateFunction;
    if (!valid(body)) throw new Error(`${what}: ${ajv.errorsText(valid.errors)}\n${JSON.stringify(body)}`);
  };

  return ({ method, path, status, contentType, body }) => {
    const at = path.split('?')[0] as string;
    if (at.startsWith('/docs')) return;
    const what = `${method} ${path} was answered with ${status} ${contentType}, which the contract does not know`;
    const known = paths.find(({ pattern }) => pattern.test(at))?.path;
    const operation = known && contract.paths[known]?.[method.toLowerCase()];
    if (!operation) {
      if (known && method === 'OPTIONS' && status === 204) return;
      validate(what, '/components/schemas/Problem', body);
      const types = known ? [...ofNoRoute, '/problems/method-not-allowed'] : ofNoRoute;
      if (!types.includes((body as { type: string }).type)) throw new Error(what);
      return;
    }
    const response = operation.responses[status];
    if (!response) throw new Error(what);
    const pointer =
      typeof response.$ref === 'string'
        ? response.$ref.slice(1)
        : `/paths/${escape(known)}/${method.toLowerCase()}/responses/${status}`;
    const content = contentAt(contract, response);
    const media = contentType.split(';')[0] as string;
    if (content === undefined && contentType === '') return;
    if (!content?.[media]) throw new Error(what);
    if (media.endsWith('json')) validate(what, `${pointer}/content/${escape(media)}/schema`, body);
  };
}

function contentAt({ components }: OpenApi, response: Json): Json | undefined {
  const name = typeof response.$ref === 'string' ? response.$ref.split('/').at(-1) : undefined;
  const { responses } = components as unknown as { responses: Record<string, Json> };
  return (name === undefined ? response : responses[name])?.content as Json | undefined;
}

const escape = (part: string): string => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));

/** A field that the contract does not name is a fault here; elsewhere, clients let it be. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, close(one)]));
  return 'properties' in inner && typeof inner.properties === 'object' && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}
