import { termsOfTable, type TermsSql, termsTable } from './price-terms';

/**
 * The markup on the buy amount of a row `r`, as SQL. A fixed one is subtracted from a credit, and added to anything
 * else, including zero; sheets of the first rule always add it. Rounded to six decimals, half away from zero.
 */
export const markupSql = ({ markupPercent, markupAmount, markupRule }: TermsSql) =>
  `coalesce(round(r.buy * ${markupPercent} / 100, 6),
    CASE WHEN r.buy < 0 AND ${markupRule} = 2 THEN -${markupAmount} ELSE ${markupAmount} END, 0)`;

/**
 * What a row `r` is charged, as SQL: the sell amount if the type has one; otherwise the buy amount plus the product's
 * markup. Six decimals; a file's amounts have no more, so only a markup is ever rounded here.
 */
const price = (terms: TermsSql) => `(SELECT
    CASE WHEN ${terms.hasSell} THEN round(r.sell, 6) ELSE round(r.buy, 6) END AS basis,
    CASE WHEN ${terms.hasSell} THEN 0 ELSE ${markupSql(terms)} END AS markup)`;

/** Of a matched row `r`, priced as `m`. */
const charge = ({ product }: TermsSql) => `r.row_number, r.account_id,
    CASE WHEN r.destination IS NULL THEN ${product} ELSE ${product} || ': ' || r.destination END AS description,
    m.basis, m.markup, m.basis + m.markup AS net`;

const isCharged = ({ canBeZero }: TermsSql) =>
  `r.status = 'matched' AND (${canBeZero} OR m.basis + m.markup <> 0)`;

/**
 * The charges of an import; of zero only if the product allows it.
 * @param importId A parameter, such as `$1`.
 * @param where Further conditions on the row `r`.
 */
export const chargeSql = (importId: string, where: string) => `
  WITH ${termsTable(importId)}
  SELECT ${charge(termsOfTable)} FROM import_row r CROSS JOIN terms CROSS JOIN LATERAL ${price(termsOfTable)} m
  WHERE r.import_id = ${importId} AND ${isCharged(termsOfTable)} AND ${where}`;

/** The same by terms that are known: for many rows. */
export const chargeSqlOf = (terms: TermsSql, importId: string, where: string) => `
  SELECT ${charge(terms)} FROM import_row r CROSS JOIN LATERAL ${price(terms)} m
  WHERE r.import_id = ${importId} AND ${isCharged(terms)} AND ${where}`;

/**
 * Why a sheet that has a row's call does not charge it, as SQL: null if it does.
 * @param row Alias of the row. @param sheet Alias of its sheet. @param type Alias of the Import Type that read it.
 */
export const leftOutSql = (row: string, sheet: string, type: string) => `CASE
    WHEN ${row}.status = 'duplicate' THEN 'held there as a repeated call'
    WHEN ${row}.status <> 'matched' THEN coalesce(left(${row}.reason, 200), ${row}.status)
    WHEN NOT ${sheet}.can_be_zero AND CASE WHEN ${type}.definition -> 'columns' ? 'sellAmount' THEN ${row}.sell = 0
      ELSE ${row}.buy = 0 AND coalesce(${sheet}.markup_amount, 0) = 0 END THEN 'an amount of zero' END`;
