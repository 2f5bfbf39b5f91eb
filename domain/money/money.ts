import Big from 'big.js';
import { minorDigits } from './currency';

/** Exact decimal text in major units of a currency, such as "106.3997". Never a floating-point number. */
export type Amount = string;

/** Rounds half away from zero (1.315 → 1.32, −1.315 → −1.32), so that a credit mirrors its charge to the penny. */
export function roundToMinor(amount: Amount, currency: string): Amount {
  const digits = minorDigits(currency);
  return new Big(amount).round(digits, Big.roundHalfUp).toFixed(digits);
}

export interface AccountTotal {
  /** What must be added to the unrounded net to reach a payable amount. */
  rounding: Amount;
  net: Amount;
  tax: Amount;
  gross: Amount;
}

/**
 * What an Account owes on one sheet: rounded once, then taxed on the rounded total.
 * @param unrounded basis + markup + adjustments of all its charges.
 * @param taxPercent such as "20"; tax is rounded half away from zero as well.
 */
export function accountTotal(unrounded: Amount, taxPercent: Amount, currency: string): AccountTotal {
  const net = roundToMinor(unrounded, currency);
  const tax = roundToMinor(new Big(net).times(taxPercent).div(100).toFixed(), currency);
  return {
    rounding: new Big(net).minus(unrounded).toFixed(),
    net,
    tax,
    gross: new Big(net).plus(tax).toFixed(minorDigits(currency)),
  };
}

/** Their exact sum, with as many decimals as the one with more. */
export function addAmounts(one: Amount, other: Amount): Amount {
  const decimals = Math.max(...[one, other].map((amount) => (amount.split('.')[1] ?? '').length));
  return new Big(one).plus(other).toFixed(decimals);
}

/** True if two amounts are the same number, whatever their precision ("1.5" and "1.500"). */
export function sameAmount(one: Amount, other: Amount): boolean {
  return new Big(one).eq(other);
}
