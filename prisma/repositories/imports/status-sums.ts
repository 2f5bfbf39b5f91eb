import type { RowStatus } from '../../../domain/imports/totals';
import type { Amount } from '../../../domain/money/money';
import type { Reader } from '../../client/database';
import { withoutSort } from '../../client/planner-hints';
import { markupSql } from '../charges/charge-sql';

/** How many rows, and what is in their amount columns; an empty cell counts as nothing. */
export interface Figures {
  rows: number;
  buy: Amount;
  sell: Amount;
}

/** Rows by status; unmatched ones by reason, duplicates by what a person did with them, matched ones by Account. */
export interface StatusSums extends Figures {
  status: RowStatus;
  reason: string | null;
  accountId: string | null;
  /** What matched rows are charged; nothing for others. */
  basis: Amount;
  markup: Amount;
}

/** What the rows of an import are charged by: the terms of its sheet. */
export interface PriceTerms {
  importId: string;
  /** Its Import Type reads sell amounts: they are charged as they are, and buy amounts with a markup otherwise. */
  hasSell: boolean;
  markupPercent: string | null;
  markupAmount: string | null;
  markupRule: number;
}

/** @throws Error if the import has no sheet. */
export async function priceTerms(reader: Reader, importId: string): Promise<PriceTerms> {
  const [terms] = await reader.query<PriceTerms>(
    `SELECT s.import_id AS "importId", t.definition -> 'columns' ? 'sellAmount' AS "hasSell",
       s.markup_percent::text AS "markupPercent", s.markup_amount::text AS "markupAmount",
       s.markup_rule AS "markupRule"
     FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN import_type t ON t.id = i.import_type_id
     WHERE s.import_id = $1`,
    [importId],
  );
  if (!terms) throw new Error(`import ${importId} has no batch sheet`);
  return terms;
}

/** Each row of the import, in one of the sums. */
export const sumRows = async (reader: Reader, terms: PriceTerms): Promise<StatusSums[]> => [
  ...(await sumMatched(reader, terms)),
  ...(await sumOthers(reader, terms.importId)),
];

const figures = `count(*)::int AS rows, coalesce(sum(r.buy), 0)::text AS buy, coalesce(sum(r.sell), 0)::text AS sell`;

/** By Account: nearly all rows, and so what takes long. Nothing that is the same for all is worked out for each. */
export async function sumMatched(reader: Reader, terms: PriceTerms): Promise<StatusSums[]> {
  const { importId, hasSell, markupPercent, markupAmount, markupRule } = terms;
  const markup = markupSql({ percent: '$3::numeric', amount: '$4::numeric', rule: '$5::int' });
  const sums = await withoutSort(reader, () =>
    reader.query<Figures & { accountId: string; markup: Amount }>(
      `SELECT r.account_id AS "accountId", ${figures},
         coalesce(sum(${markup}) FILTER (WHERE NOT $2::boolean), 0)::text AS markup
       FROM import_row r WHERE r.import_id = $1 AND r.status = 'matched' GROUP BY r.account_id`,
      [importId, hasSell, markupPercent, markupAmount, markupRule],
    ),
  );
  return sums.map((sum) => ({
    ...sum,
    status: 'matched',
    reason: null,
    basis: hasSell ? sum.sell : sum.buy,
  }));
}

/** All but the matched ones, which an index knows. */
export async function sumOthers(reader: Reader, importId: string): Promise<StatusSums[]> {
  const sums = await withoutSort(reader, () =>
    reader.query<Figures & { status: RowStatus; reason: string | null }>(
      `SELECT r.status, CASE r.status WHEN 'unmatched' THEN r.reason
           WHEN 'duplicate' THEN nullif(r.resolution, 'discarded') END AS reason, ${figures}
       FROM import_row r WHERE r.import_id = $1 AND r.status <> 'matched' GROUP BY 1, 2`,
      [importId],
    ),
  );
  return sums.map((sum) => ({ ...sum, accountId: null, basis: '0', markup: '0' }));
}
