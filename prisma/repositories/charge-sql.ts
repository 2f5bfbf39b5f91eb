/**
 * What each matched row is charged, as SQL: the sell amount where the type has one; else the buy amount, and the markup
 * of the product on it. Six decimals; a file's amounts have no more, so only a markup is ever rounded here (half away from zero).
 */
export const chargeSql = (where: string) => `
  SELECT r.row_number, r.account_id, r.destination, s.can_be_zero, m.basis, m.markup, m.basis + m.markup AS net
  FROM import_row r
  JOIN batch_sheet s ON s.import_id = r.import_id
  JOIN charge_import i ON i.id = r.import_id
  JOIN import_type t ON t.id = i.import_type_id
  CROSS JOIN LATERAL (
    SELECT round(r.sell, 6) AS basis, 0::numeric AS markup WHERE t.definition -> 'columns' ? 'sellAmount'
    UNION ALL
    SELECT round(r.buy, 6), coalesce(round(r.buy * s.markup_percent / 100, 6), s.markup_amount, 0)
    WHERE NOT t.definition -> 'columns' ? 'sellAmount'
  ) m
  WHERE r.status = 'matched' AND ${where}`;
