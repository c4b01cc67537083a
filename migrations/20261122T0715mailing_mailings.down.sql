update message set state = 'queued' where state = 'held';
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check
  check (state in ('queued', 'sending', 'sent', 'deferred', 'bounced', 'unknown', 'withdrawn'));
drop index recipient_person, recipient_address;
drop table mailing_recipient, mailing;
