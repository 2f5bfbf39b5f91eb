/** What the audit trail keeps of a field: its value; or, where that could name a person, only that it was changed. */
export type Kept = 'value' | 'field only';

export interface AuditedChange {
  /** Names of all fields that were changed. */
  fields: string[];
  /** Values of those that may be kept; null if it did not exist before. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

/**
 * What changed, without personal data.
 * @param before Null if it is new.
 * @param after Fields that are undefined in it stay as they were.
 */
export function auditedChange<T extends object>(
  kept: Record<keyof T & string, Kept>,
  before: Partial<T> | null,
  after: Partial<T>,
): AuditedChange {
  const names = Object.keys(kept) as (keyof T & string)[];
  const fields = names.filter((name) => after[name] !== undefined && !isSame(before?.[name], after[name]));
  const values = (of: Partial<T>) =>
    Object.fromEntries(fields.filter((name) => kept[name] === 'value').map((name) => [name, of[name]]));
  return { fields, before: before && values(before), after: values(after) };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
