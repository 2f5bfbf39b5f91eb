/** The names whose values differ. */
export const changedNames = <Form extends object>(before: Form, now: Form): (keyof Form & string)[] =>
  (Object.keys(before) as (keyof Form & string)[]).filter((name) => !isSame(before[name], now[name]));

/** A form that another person's change came between: what was typed stays, and all else is as it is now. */
export function rebased<Form extends object>(typed: Form, before: Form, now: Form): Form {
  const own = changedNames(before, typed).map((name) => [name, typed[name]]);
  return { ...now, ...Object.fromEntries(own) } as Form;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
