-- Who is merged with another has one diary under both names, from that moment on; and so has either after it is undone.
create function calendar_people_merged() returns trigger language plpgsql as $$
begin
  perform announce_calendar(new.institution_id, 'person:' || one.id)
     from unnest(array[new.id, old.merged_into, new.merged_into]) one(id) where one.id is not null;
  return null;
end $$;
create trigger announce after update of merged_into on person for each row
  when (old.merged_into is distinct from new.merged_into) execute function calendar_people_merged();
