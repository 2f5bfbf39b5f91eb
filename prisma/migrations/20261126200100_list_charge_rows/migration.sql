-- Of sheets that are posted already; no lock is held that anybody waits for.
SELECT record_charge_rows(id, import_id, posted_at) FROM batch_sheet WHERE state = 'posted';
