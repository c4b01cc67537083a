drop table rollover;
drop table foreign_contact;
