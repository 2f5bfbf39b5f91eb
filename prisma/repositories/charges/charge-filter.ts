import type { Locations, Parameters } from '../../client/page-sql';

/** Which posted charges are asked for. */
export interface ChargeFilter {
  /** Of sheets that were posted after the first instant, and before the second. */
  postedAfter?: string | null;
  postedBefore?: string | null;
  accountId?: string | null;
  locationIds: Locations;
  sheetId?: string;
  /** Batch Dates, yyyy-mm-dd, both included. */
  from?: string;
  to?: string;
  /** Net amounts, exact decimal text, both included. */
  least?: string;
  most?: string;
}

/** For a posted sheet `s`: everything but its Location, which determines the index. */
export function postedSheetConditions(filter: ChargeFilter, { add, where }: Parameters): string[] {
  const { postedAfter, postedBefore, sheetId, from, to } = filter;
  const ofImport = [...where('i.batch_date >= ?::date', from), ...where('i.batch_date <= ?::date', to)];
  return [
    `s.state = 'posted'`,
    ...where('s.posted_at > ?', postedAfter),
    ...where('s.posted_at < ?', postedBefore),
    ...(sheetId === undefined ? [] : [`s.id = ${add(sheetId)}::uuid`]),
    ...(ofImport.length > 0
      ? [`EXISTS (SELECT FROM charge_import i WHERE i.id = s.import_id AND ${ofImport.join(' AND ')})`]
      : []),
  ];
}

/** For a charge `c`. */
export const amountConditions = ({ least, most }: ChargeFilter, { where }: Parameters): string[] => [
  ...where('c.net >= ?::numeric', least),
  ...where('c.net <= ?::numeric', most),
];
