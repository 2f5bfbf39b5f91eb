import Big from 'big.js';

/** A step of the tour was not right: one sentence that names what was expected and what was found. */
export class NotRight extends Error {
  constructor(what: string, expected: string, found: string) {
    super(`${what}: expected ${expected}, found ${found}.`);
  }
}

/** @throws NotRight unless both are the same. */
export function expectSame<T extends string | number | boolean | null>(
  what: string,
  expected: T,
  found: T,
): void {
  if (expected !== found) throw new NotRight(what, String(expected), String(found));
}

/** Compares to the last digit, whatever the number of noughts after it. @throws NotRight unless both are the same. */
export function expectAmount(what: string, expected: Big, found: Big | string | undefined): void {
  if (found === undefined) throw new NotRight(what, expected.toFixed(), 'nothing');
  if (!expected.eq(found)) throw new NotRight(what, expected.toFixed(), new Big(found).toFixed());
}

export const sumOf = (amounts: (Big | string)[]): Big =>
  amounts.reduce<Big>((sum, amount) => sum.plus(amount), new Big(0));
