import type { SheetDecisionKind } from '../people/decision';
import { type Amount, sameAmount } from '../money/money';
import type { FooterAmounts } from '../imports/read-row';
import { Refusal } from '../refusal';
import type { Act } from '../people/roles';
import type { ImportTotals } from '../imports/totals';
import type { Period } from '../imports/warnings';

export const sheetStates = [
  'draft',
  'completed',
  'approved',
  'posting',
  'posted',
  'cancelled',
  'voided',
] as const;
export type SheetState = (typeof sheetStates)[number];

const overStates: SheetState[] = ['posted', 'cancelled', 'voided'];
/** Something becomes of it yet. */
export const openSheetStates: SheetState[] = sheetStates.filter((state) => !overStates.includes(state));

interface Rule {
  from: readonly SheetState[];
  needs: Act;
  /** Only a human may. */
  human: boolean;
}

/** Who may move a sheet from where. The table stands in docs/charge-import.md. */
export const sheetRules: Record<SheetDecisionKind, Rule> = {
  complete: { from: ['draft'], needs: 'edit-charges', human: true },
  reopen: { from: ['completed'], needs: 'edit-charges', human: false },
  withdraw: { from: ['completed'], needs: 'edit-charges', human: false },
  approve: { from: ['completed'], needs: 'approve', human: true },
  reject: { from: ['completed'], needs: 'approve', human: true },
  cancel: { from: ['draft', 'completed'], needs: 'edit-charges', human: false },
};

/**
 * @param state null where the import has no sheet yet.
 * @throws Refusal wrong-state when the decision cannot be made from there.
 */
export function requireSheetState(kind: SheetDecisionKind, state: SheetState | null): void {
  const { from } = sheetRules[kind];
  if (state !== null && from.includes(state)) return;
  const now = state === null ? 'There is no batch sheet yet' : `The batch sheet is ${state}`;
  throw new Refusal('wrong-state', `${now}: to ${kind} it, it must be ${from.join(' or ')}.`);
}

export const checkNames = ['footer', 'footer buy', 'control rows', 'control amount', 'period'] as const;

/** One figure that is known from two sides. */
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
  /** When the calls should have been, and how many were not, where the Location wants that explained; else null. */
  period: (Period & { outside: number; afterUpload: number }) | null;
}

/** Compares what the file has with its own footer, with what the uploader expected, and with the months in which its calls should be. */
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
