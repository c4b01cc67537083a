alter table recipient drop column postal_address;
