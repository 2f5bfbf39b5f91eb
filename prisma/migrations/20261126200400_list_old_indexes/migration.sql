-- Each is the beginning of a newer one, or holds less than that.
DROP INDEX "account_location_id_idx";
DROP INDEX "connect_send_state_idx";
DROP INDEX "batch_sheet_state_idx";
DROP INDEX "charge_import_status_idx";
DROP INDEX batch_sheet_posted;
DROP INDEX import_row_leftovers;
