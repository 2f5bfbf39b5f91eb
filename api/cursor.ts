import { Refusal } from '../domain/refusal';

/** A place in a list, as opaque text. */
export const toCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** @throws Refusal when the text did not come from `toCursor`. */
export function fromCursor<T>(cursor: string | undefined): T | null {
  if (cursor === undefined) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as T;
  } catch {
    throw new Refusal('invalid-request', 'The cursor is not one that this list gave.', {
      errors: [{ pointer: '/cursor', detail: 'Take `next` of the page before.' }],
    });
  }
}

/** A page of a list. Ask for one item more than `limit`: that there is one says that there is a next page. */
export function toPage<T, V>(items: T[], limit: number, place: (last: T) => unknown, view: (item: T) => V) {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), next: items.length > limit && last ? toCursor(place(last)) : null };
}
