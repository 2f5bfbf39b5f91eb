import type { FooterAmounts } from '../imports/read-row';
import type { ImportTotals } from '../imports/totals';
import type { Period } from '../imports/expected-period';
import { type Amount, sameAmount } from '../money/money';

export const checkNames = ['footer', 'footer buy', 'control rows', 'control amount', 'period'] as const;

/** One figure known from two sources. */
export interface Check {
  check: (typeof checkNames)[number];
  expected: string;
  found: string;
  ok: boolean;
}

export interface Expected {
  footer: FooterAmounts | null;
  controlRows: number | null;
  controlAmount: Amount | null;
  /**
   * The months in which calls are expected, and how many calls were outside them, if the Location requires that to be
   * explained; else null.
   */
  period: (Period & { outside: number; afterUpload: number }) | null;
}

/**
 * Compares the file with its own footer, with the figures that the uploader expected, and with the months in which its
 * calls should be.
 */
export function sheetChecks(totals: ImportTotals, expected: Expected): Check[] {
  const { footer, controlRows, controlAmount, period } = expected;
  const { sell, buy } = totals.amount;
  const checks: Check[] = [];
  const compare = (
    check: Check['check'],
    expected: Amount | null | undefined,
    found: Amount | undefined,
    others: (Amount | null)[] = [],
  ) => {
    if (expected == null || found === undefined) return;
    const agrees = [expected, ...others].find((one) => one !== null && sameAmount(one, found));
    checks.push({ check, expected: agrees ?? expected, found, ok: agrees !== undefined });
  };
  const others = footer?.or ?? [];
  if (footer?.unreadable)
    checks.push({
      check: 'footer',
      expected: footer.unreadable,
      found: (sell ?? buy)?.file ?? '',
      ok: false,
    });
  else
    compare(
      'footer',
      footer?.sell,
      sell?.file,
      others.map((other) => other.sell),
    );
  if (sell || !footer?.unreadable)
    compare(
      sell ? 'footer buy' : 'footer',
      footer?.buy,
      buy?.file,
      others.map((other) => other.buy),
    );
  compare('control rows', controlRows?.toString(), totals.rows.file.toString());
  compare('control amount', controlAmount, (sell ?? buy)?.file);
  if (period) checks.push(periodCheck(period));
  return checks;
}

function periodCheck({ from, to, outside, afterUpload }: NonNullable<Expected['period']>): Check {
  const ok = outside === 0 && afterUpload === 0;
  const found = ok ? 'all of them' : `${outside} calls outside it, ${afterUpload} after the upload`;
  return { check: 'period', expected: `calls from ${from} to ${to}`, found, ok };
}
