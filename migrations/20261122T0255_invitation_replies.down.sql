drop index answer_newest;
drop index recipient_needs;
create or replace function institution_of_recipient(hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from recipient where token_hash = hash $$;
alter table recipient drop reply_hash;
