-- It is the beginning of a newer one.
DROP INDEX import_row_open_code;
