-- What carried a paper to somebody: a message, or a letter of the register. One row for each, also when it is put right.
alter table document_dispatch add column reference uuid;
create unique index document_dispatch_reference on document_dispatch (institution_id, reference) where reference is not null;
alter table document_dispatch drop constraint document_dispatch_channel_check;
alter table document_dispatch add constraint document_dispatch_channel_check
  check (channel in ('email', 'post', 'hand', 'courier', 'embassy', 'ministry', 'fax'));
