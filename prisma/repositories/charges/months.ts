import { type Month, type MonthNet, monthsBefore } from '../../../domain/money/months';
import { chargedSheetStates } from '../../../domain/sheets/sheet-states';
import type { Database } from '../../client/database';
import { pageWise } from '../../client/page-wise';

/** The calendar month at a Location, and its currency. */
export async function monthAt(
  database: Database,
  locationId: string,
): Promise<{ month: Month; currency: string }> {
  const [here] = await database.query<{ month: Month; currency: string }>(
    `SELECT to_char(now() AT TIME ZONE time_zone, 'YYYY-MM') AS month, currency FROM location WHERE id = $1`,
    [locationId],
  );
  if (!here) throw new Error(`location ${locationId} is gone`);
  return here;
}

interface Span {
  last: Month;
  /** Number of months up to and including the last one. */
  count: number;
}

/** $1 states of sheets with charges, $2 and $3 the first day of the span and the first day after it. */
const inSpan = `s.state = ANY ($1) AND i.batch_date >= $2::date AND i.batch_date < $3::date`;
const month = `to_char(i.batch_date, 'YYYY-MM')`;
const spanValues = ({ last, count }: Span) => [
  chargedSheetStates,
  `${monthsBefore(last, count - 1)}-01`,
  `${monthsBefore(last, -1)}-01`,
];

/** What Accounts were charged, net of tax, by the month of the Batch Date; months without a charge are left out. */
export const accountMonths = (
  database: Database,
  accountIds: string[],
  span: Span,
): Promise<(MonthNet & { accountId: string })[]> =>
  pageWise<MonthNet & { accountId: string }>(
    database,
    `SELECT x.account_id AS "accountId", ${month} AS month, sum(x.net)::text AS net
     FROM sheet_account x JOIN batch_sheet s ON s.id = x.sheet_id JOIN charge_import i ON i.id = s.import_id
     WHERE x.account_id = ANY ($4::uuid[]) AND ${inSpan} GROUP BY 1, 2`,
    [...spanValues(span), accountIds],
    'as found',
  );

/** What all Accounts of a Location were charged. */
export const locationMonths = (database: Database, locationId: string, span: Span): Promise<MonthNet[]> =>
  pageWise<MonthNet>(
    database,
    `SELECT ${month} AS month, sum(t.net)::text AS net
     FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN sheet_total t ON t.sheet_id = s.id
     WHERE s.location_id = $4 AND ${inSpan} GROUP BY 1`,
    [...spanValues(span), locationId],
    'as found',
  );
