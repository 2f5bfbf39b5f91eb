import { z } from 'zod';
import type { AnyRoute, Route } from './route';

const problem = {
  description: 'A problem: stable type, title, status, detail, and the fields that are wrong',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'requestId'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
            },
          },
          requestId: { type: 'string' },
        },
      },
    },
  },
};

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

function operation(one: Route) {
  const inPath = [...one.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const query = one.query ? (schemaOf(one.query) as { properties?: Record<string, unknown> }).properties : {};
  const inQuery = Object.entries(query ?? {}).map(([name, schema]) => ({ name, in: 'query', schema }));
  const media = one.multipart ? 'multipart/form-data' : 'application/json';
  return {
    summary: one.summary,
    parameters: [...inPath, ...inQuery],
    ...(one.body
      ? { requestBody: { required: true, content: { [media]: { schema: schemaOf(one.body) } } } }
      : {}),
    responses: { '2XX': { description: 'Done, or accepted' }, default: problem },
  };
}

/** The API as OpenAPI 3.1, made of the same schemas that check the requests. */
export function openApi(routes: AnyRoute[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const one of routes) {
    const path = one.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method]: operation(one) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'operate-connect', version: '1' },
    security: [{ key: [] }],
    paths,
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  };
}
