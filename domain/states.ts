/** The states that have a property, in the order of the table. */
export const statesWhere = <State extends string, Facts>(
  table: Record<State, Facts>,
  holds: (facts: Facts) => boolean,
): State[] => (Object.keys(table) as State[]).filter((state) => holds(table[state]));
