const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Exactly `found` minus `expected`, as decimal text; null unless both are decimals. */
export function differenceOf(expected: string, found: string): string | null {
  const [one, other] = [decimal.exec(expected), decimal.exec(found)];
  if (!one || !other) return null;
  const digits = Math.max(one[3]?.length ?? 0, other[3]?.length ?? 0);
  const scaled = ([, sign, whole, fraction = '']: RegExpExecArray) =>
    BigInt(`${sign}${whole}${fraction.padEnd(digits, '0')}`);
  const difference = scaled(other) - scaled(one);
  const text = String(difference < 0n ? -difference : difference).padStart(digits + 1, '0');
  const sign = difference < 0n ? '-' : '';
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
