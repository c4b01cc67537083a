-- Who was entered twice is one person, and cannot be in two places: what takes somebody's time is compared by the entry that
-- is kept. The entry that a line names stays beside it, so that a merge can be undone.
alter table occupancy add column known_id uuid;
alter table occupancy no force row level security;
alter table person no force row level security;
update occupancy o set known_id = coalesce(
  (select p.known_id from person p where p.institution_id = o.institution_id and o.resource_kind = 'person' and p.id = o.resource_id), o.resource_id);
alter table person force row level security;
alter table occupancy force row level security;
alter table occupancy alter column known_id set not null;

drop index occupancy_of;
create index occupancy_of on occupancy (institution_id, resource_kind, known_id, starts_at, ends_at);
drop index occupancy_time;
create index occupancy_time on occupancy (institution_id, starts_at) include (id, item_id, known_id, ends_at)
  where ends_at > starts_at;

create function occupancy_known() returns trigger language plpgsql as $$
begin
  new.known_id := new.resource_id;
  if new.resource_kind = 'person' then
    select p.known_id into new.known_id from person p where p.institution_id = new.institution_id and p.id = new.resource_id;
    new.known_id := coalesce(new.known_id, new.resource_id);
  end if;
  return new;
end $$;
create trigger occupancy_known before insert on occupancy for each row execute function occupancy_known();

create function person_occupancy() returns trigger language plpgsql as $$
begin
  update occupancy set known_id = new.known_id
   where institution_id = new.institution_id and resource_kind = 'person' and known_id = old.known_id and resource_id = new.id;
  return null;
end $$;
create trigger person_occupancy after update of merged_into on person for each row
  when (old.merged_into is distinct from new.merged_into) execute function person_occupancy();
