import type { Amount } from './money';

/** Digits of an amount that a number represents exactly, with room for the sum of a few thousand of them. */
const maxDigits = 15;
const flushAt = 4e15;

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
    const digits = point < 0 ? amount : amount.slice(0, point) + amount.slice(point + 1);
    if (digits.length + 6 - places > maxDigits) {
      this.millionths += BigInt(digits) * 10n ** BigInt(6 - places);
      return;
    }
    this.small += Number(digits) * 10 ** (6 - places);
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
