export interface ChangedField {
  name: string;
  before: unknown;
  after: unknown;
}

type Facts = Record<string, unknown> | null;

/** Each field that an event has before or after, once, in the order of their coming. */
export function changedFields(before: Facts, after: Facts): ChangedField[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].map((name) => ({ name, before: before?.[name], after: after?.[name] }));
}
