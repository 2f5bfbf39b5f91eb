import type { Expected } from '../../../domain/sheets/sheet-checks';
import type { FooterAmounts } from '../../../domain/imports/read-row';
import { expectedPeriod } from '../../../domain/imports/expected-period';
import type { FileFacts } from '../../../domain/imports/warnings';

/** What a sheet is compared with, as stored in the database. */
export interface ExpectedRecord {
  footer: FooterAmounts | null;
  controlRows: number | null;
  controlAmount: string | null;
  /** yyyy-mm-dd */
  referenceDate: string;
  /** The Location requires calls of other months to be explained. */
  explainPeriod: boolean;
  facts: Pick<FileFacts, 'outsidePeriod' | 'afterUpload'> | null;
}

/** From an import `i` at its Location `l`. */
export const expectedSql = `i.footer, i.control_rows AS "controlRows", i.control_amount::text AS "controlAmount",
  i.reference_date::text AS "referenceDate", l.explain_period AS "explainPeriod", i.facts`;

export function expectedOf(record: ExpectedRecord): Expected {
  const { footer, controlRows, controlAmount, referenceDate, explainPeriod, facts } = record;
  const period =
    explainPeriod && facts
      ? { ...expectedPeriod(referenceDate), outside: facts.outsidePeriod, afterUpload: facts.afterUpload }
      : null;
  return { footer, controlRows, controlAmount, period };
}
