alter table mailing drop column is_revision;
