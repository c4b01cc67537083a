alter table inbound_mail drop column proposal;
