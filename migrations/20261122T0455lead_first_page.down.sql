drop index occupancy_time;
create index occupancy_time on occupancy (institution_id, starts_at);
drop index activity_of_responsible;
drop index activity_waiting;
