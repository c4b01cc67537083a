-- What waits in a state is found in the order it is shown, for everybody and for one who answers for it.
create index activity_waiting on activity (institution_id, kind, state, starts_on, id);
create index activity_of_responsible on activity (institution_id, responsible_id, kind, state);

-- The pass over a week's engagements reads the index alone.
drop index occupancy_time;
create index occupancy_time on occupancy (institution_id, starts_at) include (id, item_id, resource_id, ends_at);
