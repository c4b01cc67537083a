alter table document_dispatch no force row level security;
update document_dispatch set channel = case channel when 'courier' then 'hand' when 'ministry' then 'embassy' else 'post' end
 where channel in ('courier', 'ministry', 'fax');
alter table document_dispatch force row level security;
alter table document_dispatch drop constraint document_dispatch_channel_check;
alter table document_dispatch add constraint document_dispatch_channel_check check (channel in ('email', 'post', 'hand', 'embassy'));
drop index document_dispatch_reference;
alter table document_dispatch drop column reference;
