import type { Actable } from '../../ui/permitted';

/** An action for which the API has a rule but no list of actions: what the rule says against it, or null. */
export const byRule = <Action extends string>(action: Action, why: string | null): Actable<Action> =>
  why === null ? { actions: [action], blocked: [] } : { actions: [], blocked: [{ action, reason: why }] };
