import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contractFile } from '../../dev/tools/openapi/contract-file';

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

type Validate = (pointer: string, body: unknown) => void;

declare global {
  /** As `require`, of what all test files of a worker share: see test/setup/environment.cjs. */
  var requireOnce: (path: string) => unknown;
}

const { schemasOf, keptSchemas } = requireOnce(path.join(__dirname, 'contract-schemas.cjs')) as {
  schemasOf: (contract: unknown) => Validate;
  keptSchemas: (file: string) => Validate;
};

let kept: ReturnType<typeof contractChecker> | undefined;

/**
 * Holds an answer of an API against the contract that the repository keeps: status, media type and each field.
 * @throws Error that says what the contract does not know.
 */
export function expectContract(answer: Answer): void {
  kept ??= contractChecker(
    JSON.parse(readFileSync(contractFile, 'utf8')) as OpenApi,
    keptSchemas(contractFile),
  );
  kept(answer);
}

/** Neither a problem with a path nor with a method is of any route. */
const ofNoRoute = [
  '/problems/unauthenticated',
  '/problems/too-many-attempts',
  '/problems/too-many-requests',
  '/problems/not-found',
];

export function contractChecker(
  contract: OpenApi,
  schemas: Validate = schemasOf(contract),
): (answer: Answer) => void {
  const paths = Object.keys(contract.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const validate = (what: string, pointer: string, body: unknown) => {
    try {
      schemas(pointer, body);
    } catch (error) {
      throw new Error(`${what}: ${(error as Error).message}\n${JSON.stringify(body)}`, { cause: error });
    }
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
