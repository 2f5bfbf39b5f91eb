interface AmountProps {
  /** A decimal as the API gave it, such as `-12.5`: kept as text, so that nothing is rounded on its way. */
  value: string | null | undefined;
  currency?: string;
  /** Digits behind the point, at least. */
  digits?: number;
}

type Numeral = `${number}`;

/** An amount to read, exactly as given: with a minus where it is negative. */
export function formatAmount(value: string, currency?: string, digits = 2): string {
  const format = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: 6,
    ...(currency && { style: 'currency' as const, currency }),
  });
  return format.format(value as Numeral).replace('-', '−');
}

export const Amount = ({ value, currency, digits }: AmountProps) => (
  <span className="whitespace-nowrap tabular-nums">
    {value == null ? '–' : formatAmount(value, currency, digits)}
  </span>
);

const whole = new Intl.NumberFormat('en-GB');
export const formatCount = (count: number): string => whole.format(count);

/** `1 row`, `2 rows`. */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${formatCount(count)} ${count === 1 ? noun : nouns}`;
