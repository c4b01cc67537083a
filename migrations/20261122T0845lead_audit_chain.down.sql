drop table audit_link;
