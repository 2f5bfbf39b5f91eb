import type { Caller } from '../../http/caller';

/**
 * The Location that a row's code belongs to: named only to people who may see every Location, since it may have been
 * renamed since.
 */
export const placeOfCode = (caller: Caller, detail: string | null): string | null =>
  detail === null || caller.readsEverywhere ? detail : 'another location';

/** A warning without the names of Locations that the caller may not see. */
export const withoutForeignNames =
  (caller: Caller) =>
  (warning: string): string =>
    caller.readsEverywhere
      ? warning
      : warning.replace(/ carry codes of .*$/s, ' carry codes of other locations');
