import type { z } from 'zod';
import { describe, type JsonSchema, named, type Schemas } from './components';

const byFormat: Record<string, string> = {
  uuid: '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10',
  date: '2026-06-01',
  'date-time': '2026-06-01T09:30:00.000Z',
};

/** A value that fits a schema, made of the examples of its parts. */
export function exampleOf(schema: JsonSchema, schemas: Schemas): unknown {
  const { $ref, examples, anyOf, type } = schema;
  if (Array.isArray(examples)) return examples[0] as unknown;
  if (typeof $ref === 'string') return exampleOf(schemas[named($ref)] as JsonSchema, schemas);
  if ('const' in schema) return schema.const;
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0] as unknown;
  if (Array.isArray(anyOf)) return exampleOf(anyOf[0] as JsonSchema, schemas);
  if (Array.isArray(type))
    return type.includes('null') ? null : exampleOf({ ...schema, type: type[0] as string }, schemas);
  switch (type) {
    case 'object':
      return exampleOfObject(schema, schemas);
    case 'array':
      return [exampleOf(schema.items as JsonSchema, schemas)];
    case 'string':
      return byFormat[schema.format as string] ?? 'text';
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    default:
      return {};
  }
}

function exampleOfObject({ properties, additionalProperties }: JsonSchema, schemas: Schemas) {
  if (properties === undefined)
    return typeof additionalProperties === 'object'
      ? { name: exampleOf(additionalProperties as JsonSchema, schemas) }
      : {};
  return Object.fromEntries(
    Object.entries(properties as Schemas).map(([name, schema]) => [name, exampleOf(schema, schemas)]),
  );
}

/** A reference to a named schema, which is given an example. */
export function withExample(schema: z.ZodType, schemas: Schemas): JsonSchema {
  const json = describe(schema, schemas);
  const found = schemas[named(json.$ref as string)];
  if (found) found.examples ??= [exampleOf(found, schemas)];
  return json;
}
