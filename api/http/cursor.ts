import { z } from 'zod';
import { Refusal } from '../../domain/refusal';
import { unstorableText } from './unstorable-text';

/** A position in a list, as opaque text. */
const toCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws Refusal if the text did not come from `toCursor`, or belongs to another list. */
export function fromCursor<T>(cursor: string | undefined, place: z.ZodType<T>): T | null {
  if (cursor === undefined) return null;
  const said = parse(cursor);
  const read = place.safeParse(said);
  if (read.success && unstorableText(said).isEmpty) return read.data;
  throw new Refusal('invalid-request', 'The cursor is not from this list.', {
    errors: [{ pointer: '/cursor', detail: 'Use `next` from the previous page.' }],
  });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** Positions in lists: by number, by name, by name and id, or by creation time and id. */
export const places = {
  number: z.int().nonnegative(),
  name: z.string().max(1_000),
  named: z.tuple([z.string().max(1_000), z.uuid()]),
  created: z.tuple([z.iso.datetime().refine((at) => at >= '1900'), z.uuid()]),
};

/**
 * A page of a list. Query one item more than `limit`: if it is there, there is a next page.
 * @param through Where to go on if only a part of the list was looked through for the page; null if all of it was.
 */
export function toPage<T, V>(
  items: T[],
  limit: number,
  place: (last: T) => unknown,
  view: (item: T) => V,
  through: unknown = null,
) {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  const next = items.length > limit && last ? place(last) : through;
  return { items: shown.map(view), next: next === null ? null : toCursor(next) };
}

export interface NamedThing {
  id: string;
  name: string;
}

/** The query for a list by name: one item more than the page has, after the cursor's position. */
export const byName = ({ limit, cursor }: { limit: number; cursor?: string }) => ({
  after: fromCursor(cursor, places.named),
  limit: limit + 1,
});

export const toPageByName = <T extends NamedThing, V>(items: T[], limit: number, view: (item: T) => V) =>
  toPage(items, limit, ({ name, id }) => [name, id], view);
