-- Of what was there before. What somebody changes meanwhile has its sums from the trigger: by then, they are no longer null.
UPDATE sheet_total t SET basis = a.basis, markup = a.markup, adjustments = a.adjustments, rounding = a.rounding
FROM (
  SELECT sheet_id, sum(basis) AS basis, sum(markup) AS markup, sum(adjustments) AS adjustments, sum(rounding) AS rounding
  FROM sheet_account GROUP BY sheet_id
) a
WHERE t.sheet_id = a.sheet_id AND t.basis IS NULL;
