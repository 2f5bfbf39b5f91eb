import { type RowAction, rowActions } from '../../../../domain/imports/row-actions';
import type { Actable } from '../../../ui/permitted';

export interface CommonActions extends Actable<RowAction> {
  /** Why none of them can be changed at all; null if something can be done with some. */
  whyNothing: string | null;
}

/** What can be done with all of these rows; blocked is what can be done with some only. */
export function commonActions(rows: readonly Actable<RowAction>[]): CommonActions {
  const forSome = rowActions.filter((action) => rows.some(({ actions }) => actions.includes(action)));
  const isForAll = (action: RowAction) => rows.every(({ actions }) => actions.includes(action));
  const why = (action: RowAction) =>
    rows.flatMap(({ blocked }) => blocked).find((one) => one.action === action)?.reason ?? '';
  return {
    actions: forSome.filter(isForAll),
    blocked: forSome.filter((action) => !isForAll(action)).map((action) => ({ action, reason: why(action) })),
    whyNothing: forSome.length > 0 ? null : (rows[0]?.blocked[0]?.reason ?? null),
  };
}
