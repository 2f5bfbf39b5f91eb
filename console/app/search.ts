import * as z from 'zod/mini';

const text = z.optional(z.catch(z.optional(z.coerce.string()), undefined));

/** What every address may hold: which Location one works at. */
export const shellSearch = z.object({ location: text });

/** The address of a list: its filters, and the page by its cursor. */
export const listSearch = <Name extends string>(...filters: readonly Name[]) =>
  z.object({
    cursor: text,
    ...(Object.fromEntries(filters.map((name) => [name, text])) as Record<Name, typeof text>),
  });
