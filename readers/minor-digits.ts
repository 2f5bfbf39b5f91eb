/**
 * Decimals of a currency's minor unit: GBP 2, JPY 0, KWD 3.
 * @param currency ISO 4217 code.
 * @throws RangeError when it has not the form of a currency code.
 */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
