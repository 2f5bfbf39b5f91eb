/** Which rows of a table, by its alias in the statement, are stalled: Work and the metrics use the same rules. */
type Rule = (alias: string) => string;

/** Since when a send should have progressed: its next try was due, or it last changed. */
export const sendDueSince: Rule = (send) => `greatest(${send}.updated_at, ${send}.next_try_at)`;

/** A decision that was made and has not been applied for a minute. */
export const isUnapplied: Rule = (decision) =>
  `${decision}.state = 'pending' AND ${decision}.created_at < now() - interval '1 minute'`;
