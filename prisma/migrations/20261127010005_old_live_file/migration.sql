DROP INDEX IF EXISTS charge_import_live_file;
ALTER INDEX charge_import_one_live_file RENAME TO charge_import_live_file;
