/** An action that a person's role allows in general but that cannot be taken now, with the reason as a sentence. */
export interface BlockedAction<Action extends string = string> {
  action: Action;
  reason: string;
}

/** What a person may do with a thing now, and what they may not do now although their role allows it. */
export interface PossibleActions<Action extends string = string> {
  actions: Action[];
  blocked: BlockedAction<Action>[];
}

/** One action; null if the person's role does not have it at all. */
export type ActionRule = { whyNot: string | null } | null;

/** In the order of the rules. */
export function possibleActions<Action extends string>(
  rules: Record<Action, ActionRule>,
): PossibleActions<Action> {
  const actions: Action[] = [];
  const blocked: BlockedAction<Action>[] = [];
  for (const action of Object.keys(rules) as Action[]) {
    const rule = rules[action];
    if (rule === null) continue;
    if (rule.whyNot === null) actions.push(action);
    else blocked.push({ action, reason: rule.whyNot });
  }
  return { actions, blocked };
}
