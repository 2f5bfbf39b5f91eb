type Texts<Name extends string> = { [Key in Name]?: string | undefined };

/** Addresses are typed by people: what is no text stays out. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const texts =
  <Name extends string>(...names: readonly Name[]) =>
  (search: Record<string, unknown>): Texts<Name> =>
    Object.fromEntries(names.map((name) => [name, textOf(search[name])])) as Texts<Name>;

/** What every address may hold: which Location one works at. */
export const shellSearch = texts('location');

/** The address of a list: its filters, and the page by its cursor. */
export const listSearch = <Name extends string>(...filters: readonly Name[]) =>
  texts<Name | 'cursor'>('cursor', ...filters);
