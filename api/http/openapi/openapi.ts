import type { z } from 'zod';
import { versionPattern } from '../if-match';
import { headerComponents } from '../answer-headers';
import { maxKeyLength } from '../idempotency-key';
import type { Contract } from '../route';
import { describe, type JsonSchema, type Schemas } from './components';
import { withExample } from './example-of';
import { problemExamples, problemResponses, responsesOf } from './responses';

const asPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: JsonSchema;
  description?: string;
  example?: string;
}

export interface Operation {
  summary: string;
  security?: never[];
  parameters: Parameter[];
  requestBody?: JsonSchema;
  responses: Record<string, JsonSchema>;
}

function parametersOf({ path, query, ifMatch, creates, resumes }: Contract, schemas: Schemas): Parameter[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name: name as string,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
    example: '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10',
  }));
  const { properties = {}, required = [] } = query ? described(query, schemas) : {};
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof description === 'string' ? { description } : {}),
    schema,
  }));
  const seen = {
    name: 'If-Match',
    in: 'header',
    required: ifMatch === 'required',
    description:
      'The version that the caller has seen, from ETag; `*` for any. Refused if somebody else has changed it since.',
    schema: { type: 'string', pattern: versionPattern },
    example: '"3"',
  };
  return [
    ...inPath,
    ...inQuery,
    ...(ifMatch ? [seen] : []),
    ...(creates ? [idempotencyKey] : []),
    ...(resumes ? [lastEvent] : []),
  ];
}

const lastEvent: Parameter = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that the caller has received. Browsers send it by themselves.',
  schema: { type: 'string' },
  example: 'q3Vt0yJmWc4K',
};

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Of your choice, such as a UUID. Repeated by the same person within 7 days, the request creates nothing and is ' +
    'given the first answer.',
  schema: { type: 'string', minLength: 1, maxLength: maxKeyLength, pattern: '^[\\x21-\\x7E]+$' },
  example: '0d0f4d52-7a1c-4c57-9d0e-6f4a3c1b2e90',
};

interface ObjectSchema {
  properties?: Schemas;
  required?: string[];
}

const described = (query: z.ZodType, schemas: Schemas): ObjectSchema => describe(query, schemas, false);

function requestBodyOf({ body, form }: Contract, schemas: Schemas): Pick<Operation, 'requestBody'> {
  const schema = body ?? form;
  if (!schema) return {};
  const media = form ? 'multipart/form-data' : 'application/json';
  // No body is read as an empty object.
  const required = form !== undefined || !schema.safeParse({}).success;
  return { requestBody: { required, content: { [media]: { schema: withExample(schema, schemas) } } } };
}

const operationOf = (contract: Contract, schemas: Schemas): Operation => ({
  summary: contract.summary,
  ...(contract.needs === 'nothing' ? { security: [] } : {}),
  parameters: parametersOf(contract, schemas),
  ...requestBodyOf(contract, schemas),
  responses: responsesOf(contract, schemas),
});

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));

/** The API as OpenAPI 3.1, generated from the contracts of its routes. */
export function openApi(contracts: readonly Contract[]) {
  const paths: Record<string, Record<string, Operation>> = {};
  const schemas: Schemas = {};
  for (const one of contracts) {
    const path = asPath(one.path);
    paths[path] = { ...paths[path], [one.method]: operationOf(one, schemas) };
  }
  const responses = sorted(problemResponses(schemas));
  return {
    openapi: '3.1.0',
    info: {
      title: 'operate-connect',
      version: '1',
      description:
        'Answers may gain fields at any time: ignore those that you do not know. ' +
        'The type of each problem is a path with a page about it: see [all problems](/problems).',
    },
    security: [{ key: [] }],
    paths: sorted(paths),
    components: {
      schemas: sorted(schemas),
      responses,
      headers: headerComponents(),
      examples: sorted(problemExamples()),
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
  };
}
