import Big from 'big.js';

/** A step of the tour failed: one sentence that says what was expected and what was found. */
export class TourFailure extends Error {
  constructor(what: string, expected: string, found: string) {
    super(`${what}: expected ${expected}, found ${found}.`);
  }
}

/** @throws TourFailure unless both are equal. */
export function expectSame<T extends string | number | boolean | null>(
  what: string,
  expected: T,
  found: T,
): void {
  if (expected !== found) throw new TourFailure(what, String(expected), String(found));
}

/** Compares amounts exactly, ignoring trailing zeros. @throws TourFailure unless both are equal. */
export function expectAmount(what: string, expected: Big, found: Big | string | undefined): void {
  if (found === undefined) throw new TourFailure(what, expected.toFixed(), 'nothing');
  if (!expected.eq(found)) throw new TourFailure(what, expected.toFixed(), new Big(found).toFixed());
}

export const sumOf = (amounts: (Big | string)[]): Big =>
  amounts.reduce<Big>((sum, amount) => sum.plus(amount), new Big(0));
