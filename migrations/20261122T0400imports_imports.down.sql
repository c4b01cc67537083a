drop table imported_id, import_progress, import_row, import;
