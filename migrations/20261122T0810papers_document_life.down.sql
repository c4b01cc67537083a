drop table document_dispatch;
drop index document_register_number;
update document set state = 'approved' where state in ('sent', 'archived');
update document set state = 'draft' where state = 'cleared';
delete from document_version v using document d where d.institution_id = v.institution_id and d.id = v.document_id and d.subject <> '';
delete from document where subject <> '';
alter table document
  drop constraint document_once,
  drop constraint document_state,
  drop column subject,
  drop column amended_because,
  add unique (institution_id, activity_id, kind, language);
