/** The terms of a sheet and of its product, looked up once instead of for each row. */
const terms = (importId: string) => `terms AS MATERIALIZED (
    SELECT s.markup_percent, s.can_be_zero, s.markup_amount, s.markup_rule, p.name AS product,
      t.definition -> 'columns' ? 'sellAmount' AS has_sell
    FROM batch_sheet s JOIN charge_import i ON i.id = s.import_id JOIN import_type t ON t.id = i.import_type_id
      JOIN product p ON p.id = i.product_id
    WHERE s.import_id = ${importId})`;

/**
 * The markup on the buy amount of a row `r`, as SQL. A fixed one is subtracted from a credit, and added to anything
 * else, including zero; sheets of the first rule always add it. Rounded to six decimals, half away from zero.
 */
export const markupSql = ({ percent, amount, rule }: { percent: string; amount: string; rule: string }) =>
  `coalesce(round(r.buy * ${percent} / 100, 6), CASE WHEN r.buy < 0 AND ${rule} = 2 THEN -${amount} ELSE ${amount} END,
    0)`;

const markup = markupSql({
  percent: 'terms.markup_percent',
  amount: 'terms.markup_amount',
  rule: 'terms.markup_rule',
});

/**
 * What a row `r` is charged, as SQL: the sell amount if the type has one; otherwise the buy amount plus the product's
 * markup. Six decimals; a file's amounts have no more, so only a markup is ever rounded here.
 */
const price = `CROSS JOIN terms CROSS JOIN LATERAL (SELECT
    CASE WHEN terms.has_sell THEN round(r.sell, 6) ELSE round(r.buy, 6) END AS basis,
    CASE WHEN terms.has_sell THEN 0 ELSE ${markup} END AS markup
  ) m`;

/**
 * The charge of each matched row of an import.
 * @param importId A parameter, such as `$1`.
 * @param where Further conditions on the row `r`.
 */
export const chargeSql = (importId: string, where = 'true') => `
  WITH ${terms(importId)}
  SELECT r.row_number, r.account_id, concat_ws(': ', terms.product, r.destination) AS description, terms.can_be_zero,
    m.basis, m.markup, m.basis + m.markup AS net
  FROM import_row r ${price} WHERE r.import_id = ${importId} AND r.status = 'matched' AND ${where}`;

/**
 * Why a sheet that has a row's call does not charge it, as SQL: null if it does.
 * @param row Alias of the row. @param sheet Alias of its sheet. @param type Alias of the Import Type that read it.
 */
export const leftOutSql = (row: string, sheet: string, type: string) => `CASE
    WHEN ${row}.status = 'duplicate' THEN 'held there as a repeated call'
    WHEN ${row}.status <> 'matched' THEN coalesce(left(${row}.reason, 200), ${row}.status)
    WHEN NOT ${sheet}.can_be_zero AND CASE WHEN ${type}.definition -> 'columns' ? 'sellAmount' THEN ${row}.sell = 0
      ELSE ${row}.buy = 0 AND coalesce(${sheet}.markup_amount, 0) = 0 END THEN 'an amount of zero' END`;
