import type { Amount } from './money';

/** Digits of an amount that a number represents exactly, with room for the sum of a few thousand of them. */
const maxDigits = 15;
const flushAt = 4e15;
/** By the number of decimals: from the last digit to millionths. */
const shifts = [1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1];

const zero = 48;
const minus = 45;

/** All digits of an amount as one whole number, whatever its point. */
function digitsOf(amount: Amount): number {
  const isNegative = amount.charCodeAt(0) === minus;
  let units = 0;
  for (let at = isNegative ? 1 : 0; at < amount.length; at++) {
    const digit = amount.charCodeAt(at) - zero;
    if (digit >= 0) units = units * 10 + digit;
  }
  return isNegative ? -units : units;
}

/**
 * Adds amounts of at most 6 decimals exactly: in millionths, as numbers while those are exact, and in BigInt beyond.
 * The total has as many decimals as the amount with the most.
 */
export class ExactSum {
  private millionths = 0n;
  private small = 0;
  private decimals = 0;

  add(amount: Amount): void {
    const point = amount.indexOf('.');
    const places = point < 0 ? 0 : amount.length - point - 1;
    if (places > this.decimals) this.decimals = places;
    if (amount.length + 6 - places > maxDigits) {
      this.millionths += BigInt(amount.replace('.', '')) * 10n ** BigInt(6 - places);
      return;
    }
    this.small += digitsOf(amount) * (shifts[places] as number);
    if (Math.abs(this.small) > flushAt) this.flush();
  }

  total(): Amount {
    this.flush();
    const negative = this.millionths < 0n;
    const all = String(negative ? -this.millionths : this.millionths).padStart(7, '0');
    const fraction = all.slice(-6, all.length - 6 + this.decimals);
    return `${negative ? '-' : ''}${all.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
  }

  private flush(): void {
    this.millionths += BigInt(this.small);
    this.small = 0;
  }
}
