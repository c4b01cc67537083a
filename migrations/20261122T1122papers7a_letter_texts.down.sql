alter table document drop column own_text;
