alter table message drop column attachment;
alter table mailing drop column with_letter;
