import type { Database } from '../../client/database';
import { chargeColumns, type ListedCharge } from './charges';
import { instant } from '../../client/instant';
import { pageAtLocations, Parameters, pageSql } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';
import { amountConditions, type ChargeFilter, postedSheetConditions } from './charge-filter';

export interface ChargePlace {
  postedAt: string;
  sheetId: string;
  rowNumber: number;
}

export const placeOfCharge = ({ postedAt, sheetId, rowNumber }: ListedCharge): ChargePlace => ({
  postedAt: postedAt as string,
  sheetId,
  rowNumber: rowNumber ?? 0,
});

export interface ChargePage extends ChargeFilter {
  after: ChargePlace | null;
  limit: number;
}

/** By amount, so many charges are looked through for a page: there is no index of amounts. */
const lookedThrough = 5_000;

/**
 * Charges of posted sheets only, in the order in which they became visible. The cost of a page depends on its size,
 * however much has been posted.
 */
export const listCharges = (database: Database, page: ChargePage): Promise<ListedCharge[]> =>
  chargesAt<ListedCharge>(database, page);

const isByAmount = ({ least, most }: ChargePage) => least !== undefined || most !== undefined;

/**
 * Each charge is looked up by its place: by its amount, all charges there are would be looked through.
 * @param more Further columns of charges `c` of Accounts `a`, and the tables that they are from.
 */
export function chargesAt<Line>(
  database: Database,
  page: ChargePage,
  more = { columns: '', tables: '' },
): Promise<Line[]> {
  const parameters = new Parameters();
  const from = placesOf({ ...page, limit: isByAmount(page) ? lookedThrough : page.limit }, parameters);
  const amounts = amountConditions(page, parameters);
  return pageWise<Line>(
    database,
    `SELECT c.id, c.sheet_id AS "sheetId", c.source, c.description, ${chargeColumns('c.sheet_id', 'c.import_id')},
       ${instant('place.posted_at')} AS "postedAt" ${more.columns}
     FROM (${from}) place
     CROSS JOIN LATERAL (SELECT * FROM charge c WHERE c.import_id = place.import_id AND c.row_number = place.row_number
       AND c.reverses IS NULL AND c.sheet_id = place.sheet_id LIMIT 1) c
     JOIN account a ON a.id = c.account_id ${more.tables} ${amounts.length > 0 ? `WHERE ${amounts.join(' AND ')}` : ''}
     ORDER BY place.posted_at, place.sheet_id, place.row_number LIMIT ${parameters.add(page.limit)}`,
    parameters.values,
  );
}

/**
 * Where to go on if a page is not full because only a part of the charges was looked through: the last place of that
 * part; null if nothing is behind it.
 */
export async function lookedThroughTo(
  database: Database,
  page: ChargePage,
  found: ListedCharge[],
): Promise<ChargePlace | null> {
  if (!isByAmount(page) || found.length >= page.limit) return null;
  const parameters = new Parameters();
  const places = placesOf({ ...page, limit: lookedThrough }, parameters);
  const [last] = await pageWise<ChargePlace>(
    database,
    `SELECT ${instant('posted_at')} AS "postedAt", sheet_id AS "sheetId", row_number AS "rowNumber"
     FROM (${places}) place ORDER BY place.posted_at, place.sheet_id, place.row_number OFFSET ${lookedThrough - 1}`,
    parameters.values,
  );
  return last ?? null;
}

const placesOf = (page: ChargePage, parameters: Parameters): string =>
  page.accountId
    ? placesOfAccount({ ...page, accountId: page.accountId }, parameters)
    : placesOfAll(page, parameters);

/**
 * Sheet by sheet, of those that have charges: one more than the number of lines, since nothing may be left of the
 * first.
 */
function placesOfAll(page: ChargePage, parameters: Parameters): string {
  const { locationIds, after, limit } = page;
  const { add } = parameters;
  const sheets = pageAtLocations(
    parameters,
    { locations: locationIds, column: 's.location_id' },
    {
      select: 'SELECT s.id, s.import_id, s.posted_at FROM batch_sheet s',
      where: [
        ...postedSheetConditions(page, parameters),
        's.has_charges',
        ...(after ? [`(s.posted_at, s.id) >= (${add(after.postedAt)}, ${add(after.sheetId)}::uuid)`] : []),
      ],
      order: 'posted_at, id',
      limit: add(limit + 1),
    },
  );
  const seen = after
    ? `CASE WHEN sheet.id = ${add(after.sheetId)} THEN ${add(after.rowNumber)}::int ELSE 0 END`
    : '0';
  const most = add(limit);
  return `SELECT sheet.id AS sheet_id, sheet.import_id, sheet.posted_at, line.row_number FROM (${sheets}) sheet
    CROSS JOIN LATERAL (SELECT c.row_number FROM charge c WHERE c.import_id = sheet.import_id AND c.reverses IS NULL
      AND c.sheet_id = sheet.id AND c.row_number > ${seen} ORDER BY c.row_number LIMIT ${most}) line
    ORDER BY sheet.posted_at, sheet.id, line.row_number LIMIT ${most}`;
}

/** From the lists of the Account's rows, which are written when a sheet is posted. */
function placesOfAccount(page: ChargePage & { accountId: string }, parameters: Parameters): string {
  const { postedAfter, postedBefore, accountId, locationIds, after, limit } = page;
  const { add, where } = parameters;
  const here = locationIds === 'all' ? null : add(locationIds);
  const account = add(accountId);
  return pageSql({
    select: `SELECT x.sheet_id, s.import_id, x.posted_at, x.last_row, line.row_number FROM account_charge_rows x
      JOIN batch_sheet s ON s.id = x.sheet_id CROSS JOIN LATERAL unnest(x.row_numbers) line (row_number)`,
    where: [
      `x.account_id = ${account}`,
      ...postedSheetConditions({ ...page, postedAfter: null, postedBefore: null }, parameters),
      ...where('x.posted_at > ?', postedAfter),
      ...where('x.posted_at < ?', postedBefore),
      ...(here
        ? [
            `s.location_id = ANY (${here}::uuid[])`,
            // For an Account of another Location, no sheet has to be read.
            `EXISTS (SELECT FROM account o WHERE o.id = ${account} AND o.location_id = ANY (${here}::uuid[]))`,
          ]
        : []),
      ...(after ? behind(after, parameters) : []),
    ],
    order: 'x.posted_at, x.sheet_id, x.last_row, line.row_number',
    limit: add(limit),
  });
}

function behind({ postedAt, sheetId, rowNumber }: ChargePlace, { add }: Parameters): string[] {
  const [sheet, row] = [`${add(sheetId)}::uuid`, `${add(rowNumber)}::int`];
  return [
    `(x.posted_at, x.sheet_id, x.last_row) > (${add(postedAt)}, ${sheet}, ${row})`,
    `(x.sheet_id <> ${sheet} OR line.row_number > ${row})`,
  ];
}
