alter table delegation_member drop column badge;
