interface Schema {
  properties?: Record<string, unknown>;
  required?: string[];
}

interface Operation {
  parameters: { name: string; required: boolean }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
}

/** The part of OpenAPI that is compared. */
export interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/**
 * What would break a client of the previous contract: a route, an answer's status or a field that is gone; a field or
 * parameter that has become required. In words, one for each.
 */
export function breakingChanges(before: Contract, after: Contract): string[] {
  const found: string[] = [];
  for (const [path, methods] of Object.entries(before.paths))
    for (const [method, operation] of Object.entries(methods))
      found.push(...ofOperation(`${method.toUpperCase()} ${path}`, operation, after.paths[path]?.[method]));
  const asked = schemasOfRequests(after);
  for (const [name, schema] of Object.entries(before.components.schemas)) {
    const now = after.components.schemas[name];
    if (!now) continue; // whatever used it is reported
    for (const field of Object.keys(schema.properties ?? {}))
      if (!now.properties?.[field]) found.push(`${name}.${field} is gone`);
    const must = now.required?.filter((field) => !schema.required?.includes(field)) ?? [];
    if (asked.has(name)) found.push(...must.map((field) => `${name}.${field} is now required`));
  }
  return found;
}

function ofOperation(what: string, before: Operation, after: Operation | undefined): string[] {
  if (!after) return [`${what} is gone`];
  const statuses = Object.keys(before.responses).filter((status) => !after.responses[status]);
  const isRequired = (name: string) => before.parameters.some((one) => one.name === name && one.required);
  return [
    ...statuses.map((status) => `${what} no longer answers with ${status}`),
    ...after.parameters
      .filter(({ name, required }) => required && !isRequired(name))
      .map(({ name }) => `${what} now requires the parameter ${name}`),
    ...before.parameters
      .filter(({ name }) => !after.parameters.some((one) => one.name === name))
      .map(({ name }) => `${what} no longer takes the parameter ${name}`),
  ];
}

/** Names of the schemas that bodies are made of. */
function schemasOfRequests({ paths, components }: Contract): Set<string> {
  const names = new Set<string>();
  const look = (part: unknown) => {
    for (const [, name] of JSON.stringify(part ?? null).matchAll(/#\/components\/schemas\/(\w+)/g))
      if (name && !names.has(name)) {
        names.add(name);
        look(components.schemas[name]);
      }
  };
  for (const methods of Object.values(paths))
    for (const { requestBody } of Object.values(methods)) look(requestBody);
  return names;
}
