import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Named schemas, collected as they are found. */
export type Schemas = Record<string, JsonSchema>;

const here = '#/$defs/';
const there = '#/components/schemas/';

/** A schema as JSON Schema; the named ones in it are moved to `schemas`. */
export function describe(schema: z.ZodType, schemas: Schemas, mustBeNamed = true): JsonSchema {
  const {
    $schema: _,
    $defs,
    ...json
  } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => shorten(jsonSchema),
  });
  if (mustBeNamed && !('$ref' in json)) throw new Error(`a schema has no name: ${JSON.stringify(json)}`);
  for (const [name, found] of Object.entries($defs ?? {})) schemas[name] ??= moved(found) as JsonSchema;
  return moved(json) as JsonSchema;
}

/** A format is not repeated as a pattern, and an integer is not also called a safe one. */
function shorten(json: JsonSchema): void {
  if (json.format !== undefined) delete json.pattern;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  const names = json.propertyNames as JsonSchema | undefined;
  if (names && Object.keys(names).join() === 'type') delete json.propertyNames;
}

function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace(here, there) : moved(inner),
    ]),
  );
}

export const named = (ref: string): string => ref.slice(there.length);
