import { minorDigits } from '../domain/money/currency';
import { quoteCell } from './quote-cell';

export interface AmountNotation {
  decimal: string;
  /** Absent: amounts must not contain a thousands sign. A space also means no-break spaces. */
  thousands?: string;
  /** `minor`: cells count pence or cents. */
  unit: 'major' | 'minor';
}

/**
 * Exact decimal text in major units, or why the cell is not an amount ("… is not an amount"), to follow the column's
 * name.
 */
export type AmountReading =
  | { value: string; reason?: undefined }
  /** `tooLong`: it is a number of this notation, with more digits than are kept. */
  | { value?: undefined; reason: string; tooLong?: true };

export type ReadAmount = (cell: string) => AmountReading;

export const MAX_INTEGER_DIGITS = 12;
export const MAX_DECIMALS = 6;

const PLAIN = /^-?(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?$/;
const NEGATIVE_ZERO = /^-[0.]*$/;

/**
 * Creates the reader of amount cells for one notation. It avoids floating point and keeps the file's own precision:
 * "1,234.50" → "1234.50", "0.000" → "0.000", ".5" → "0.5". Zeros after the sixth decimal carry no value and are
 * dropped. Negative: "-0.30", "0.30-" or "(0.30)"; minus zero is zero. Thousands are strict: the first group never
 * begins with 0, and the others have three digits ("0,150" is not an amount where the comma separates thousands).
 * @param currency ISO 4217; its minor digits shift amounts of unit `minor` ("1234" pence → "12.34").
 * @param maxDigits before the decimal sign.
 */
export function amountReader(
  notation: AmountNotation,
  currency: string,
  maxDigits = MAX_INTEGER_DIGITS,
): ReadAmount {
  const decimal = escape(notation.decimal);
  const pattern = new RegExp(`^(?=${decimal}?\\d)${integerPart(notation.thousands)}?(?:${decimal}(\\d*))?$`);
  const separators = notation.thousands === undefined ? null : new RegExp(signClass(notation.thousands), 'g');
  const shift = notation.unit === 'minor' ? minorDigits(currency) : 0;
  const plain = notation.decimal === '.' && shift === 0;

  return (cell) => {
    const text = cell.trim();
    if (plain && PLAIN.test(text) && !NEGATIVE_ZERO.test(text)) return { value: text };

    const { negative, digits } = unsign(text);
    const match = pattern.exec(digits);
    if (match === null) return { reason: `${quoteCell(cell)} is not an amount${hint(text)}` };

    const whole = separators === null ? (match[1] ?? '') : (match[1] ?? '').replace(separators, '');
    const fraction = match[2] ?? '';
    const point = whole.length - shift;
    const all = point < 0 ? '0'.repeat(-point) + whole + fraction : whole + fraction;
    const integer = all.slice(0, Math.max(point, 0)).replace(/^0+(?=\d)/, '') || '0';
    const decimals = withoutIdleZeros(all.slice(Math.max(point, 0)));
    if (integer.length > maxDigits || decimals.length > MAX_DECIMALS)
      return {
        tooLong: true,
        reason: `${quoteCell(cell)} has more than ${maxDigits} digits before or ${MAX_DECIMALS} after the decimal sign`,
      };

    const value = decimals === '' ? integer : `${integer}.${decimals}`;
    return { value: negative && /[1-9]/.test(value) ? `-${value}` : value };
  };
}

/** Drops decimals after the last one that is kept, if they are all zeros. */
function withoutIdleZeros(decimals: string): string {
  if (decimals.length <= MAX_DECIMALS || /[1-9]/.test(decimals.slice(MAX_DECIMALS))) return decimals;
  return decimals.slice(0, MAX_DECIMALS);
}

/** Removes one sign; a second one stays among the digits, where it is refused. */
function unsign(text: string): { negative: boolean; digits: string } {
  if (text.startsWith('(') && text.endsWith(')')) return { negative: true, digits: text.slice(1, -1) };
  if (/^[-\u2212]/.test(text)) return { negative: true, digits: text.slice(1) };
  if (/[-\u2212]$/.test(text)) return { negative: true, digits: text.slice(0, -1) };
  return { negative: false, digits: text.startsWith('+') ? text.slice(1) : text };
}

function integerPart(thousands: string | undefined): string {
  if (thousands === undefined) return '(\\d+)';
  return `(\\d+|[1-9]\\d{0,2}(?:${signClass(thousands)}\\d{3})+)`;
}

function signClass(sign: string): string {
  return /\s/.test(sign) ? '[ \\u00a0\\u202f]' : escape(sign);
}

function escape(sign: string): string {
  return sign.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function hint(text: string): string {
  return /\p{Sc}/u.test(text) ? ': it contains a currency sign' : '';
}
