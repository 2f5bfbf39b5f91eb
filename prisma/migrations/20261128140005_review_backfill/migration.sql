-- Of what was there before. Locked, so that nobody recounts the same import meanwhile.
SELECT list_codes(i.id) FROM (
  SELECT id FROM charge_import WHERE (totals -> 'rows' ->> 'unmatched')::bigint > 0 ORDER BY id FOR NO KEY UPDATE
) i;

INSERT INTO sheet_total (sheet_id, net, tax, gross)
SELECT sheet_id, sum(net), sum(tax), sum(gross) FROM sheet_account GROUP BY sheet_id
ON CONFLICT (sheet_id) DO NOTHING;

SELECT total_charges(s.id, s.import_id) FROM batch_sheet s WHERE s.state IN ('posted', 'voided');
