drop function institution_of_message(text);
drop index message_by_id;
drop table inbound_mail;
