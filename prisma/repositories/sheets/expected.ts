import type { Expected } from '../../../domain/sheets/sheet-checks';
import type { FooterAmounts } from '../../../domain/imports/read-row';
import { expectedPeriod, type FileFacts } from '../../../domain/imports/warnings';

/** What a sheet is held against, as the database has it. */
export interface ExpectedRecord {
  footer: FooterAmounts | null;
  controlRows: number | null;
  controlAmount: string | null;
  /** yyyy-mm-dd */
  referenceDate: string;
  /** The Location wants calls of other months to be explained. */
  explainPeriod: boolean;
  facts: Pick<FileFacts, 'outsidePeriod' | 'afterUpload'> | null;
}

/** Of an import `i` at its Location `l`. */
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
