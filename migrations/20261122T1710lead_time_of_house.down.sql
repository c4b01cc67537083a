drop index occupancy_time;
create index occupancy_time on occupancy (institution_id, starts_at) include (id, item_id, resource_id, ends_at);
