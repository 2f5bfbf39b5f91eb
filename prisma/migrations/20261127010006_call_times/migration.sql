-- When the first and the last call of each import began: claimed calls are looked for among the imports of the same time. The rows are
-- looked through once; none is locked.
UPDATE charge_import i SET first_call = c.first_call, last_call = c.last_call
FROM (SELECT import_id, min(started_at) AS first_call, max(started_at) AS last_call FROM import_row GROUP BY import_id) c
WHERE c.import_id = i.id AND i.first_call IS NULL;
