import type { z } from 'zod';
import { type FieldError, Refusal } from '../../domain/refusal';

const maxErrors = 100;
const maxPointerLength = 300;

/**
 * A JSON pointer to a member. Long names are truncated: they come from the caller, and a thousand errors below a name
 * of one megabyte would be a gigabyte.
 */
export const pointerTo = (parent: string, name: string): string =>
  parent.length > maxPointerLength ? parent : `${parent}/${shortened(name)}`;

const shortened = (name: string) =>
  name.length > maxPointerLength ? `${name.slice(0, maxPointerLength)}…` : name;

/**
 * The errors of a request, collected as they are found: one for each field, the first hundred; the rest are counted.
 */
export class FieldErrors {
  readonly #details = new Map<string, string>();
  #left = 0;

  /** @param pointer As made by `pointerTo`; empty for the whole request. */
  add(pointer: string, detail: string): void {
    const at = pointer || '/';
    if (this.#details.has(at)) return;
    if (this.#details.size < maxErrors) this.#details.set(at, detail);
    else this.#left++;
  }

  get isEmpty(): boolean {
    return this.#details.size === 0;
  }

  get list(): FieldError[] {
    return [...this.#details].map(([pointer, detail]) => ({ pointer, detail }));
  }

  toRefusal(what: string): Refusal {
    const left = this.#left > 0 ? ` ${this.#left} more errors are not listed.` : '';
    return new Refusal('invalid-request', `${what}${left}`, { errors: this.list });
  }
}

/** The errors that a schema finds in a value, in one pass. */
export function fieldErrors(error: z.ZodError, place = ''): FieldErrors {
  const errors = new FieldErrors();
  for (const issue of error.issues) {
    const at = issue.path.map(String).reduce(pointerTo, place);
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) errors.add(pointerTo(at, key), 'Unknown field.');
    else errors.add(at, issue.message);
  }
  return errors;
}
