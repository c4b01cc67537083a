drop table report, answer;
drop function institution_of_recipient(bytea);
drop table recipient, invitation, document_version, document;
drop function institution_of_feed(bytea);
drop table feed, calendar_entry_person, calendar_entry;
