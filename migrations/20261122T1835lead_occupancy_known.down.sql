drop trigger person_occupancy on person;
drop function person_occupancy();
drop trigger occupancy_known on occupancy;
drop function occupancy_known();
drop index occupancy_time;
create index occupancy_time on occupancy (institution_id, starts_at) include (id, item_id, resource_id, ends_at)
  where ends_at > starts_at;
drop index occupancy_of;
create index occupancy_of on occupancy (institution_id, resource_kind, resource_id, starts_at, ends_at);
alter table occupancy drop column known_id;
