import type { Database } from '../../client/database';
import { Parameters } from '../../client/page-sql';
import { withinTime } from '../../client/within-time';
import { type SheetFilter, sheetConditions } from './sheet-filter';

export interface SheetTotals {
  currency: string;
  sheets: number;
  net: string;
  tax: string;
  gross: string;
}

/** Of all sheets that fit, by currency; nothing is ever added across currencies. */
export function totalSheets(database: Database, filter: SheetFilter): Promise<SheetTotals[]> {
  const parameters = new Parameters();
  const { locationIds } = filter;
  const where = [
    ...sheetConditions(filter, parameters),
    ...parameters.where('s.location_id = ANY (?::uuid[])', locationIds === 'all' ? null : locationIds),
  ];
  return withinTime(database, (tx) =>
    tx.query<SheetTotals>(
      `SELECT l.currency, count(*)::int AS sheets, coalesce(sum(t.net), 0)::text AS net,
         coalesce(sum(t.tax), 0)::text AS tax, coalesce(sum(t.gross), 0)::text AS gross
       FROM batch_sheet s JOIN location l ON l.id = s.location_id LEFT JOIN sheet_total t ON t.sheet_id = s.id
       WHERE ${where.join(' AND ') || 'true'} GROUP BY l.currency ORDER BY l.currency`,
      parameters.values,
    ),
  );
}
