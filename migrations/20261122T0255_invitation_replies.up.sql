-- Mail servers may lower the case of an address, so replies come to one of their own, not to the token of the link.
alter table recipient add reply_hash bytea;
create index recipient_reply on recipient (reply_hash) where reply_hash is not null;
create or replace function institution_of_recipient(hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from recipient where token_hash = hash union all select institution_id from recipient where reply_hash = hash limit 1 $$;
-- The night looks for needs to erase, the first page for the newest answers.
create index recipient_needs on recipient (institution_id, activity_id) where needs is not null;
create index answer_newest on answer (institution_id, received_at desc, id desc) where applied;
