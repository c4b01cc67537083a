-- The first page tells what others did to activities: most events of a day are about something else.
create index event_of_activities on event (institution_id, occurred_at desc) where activity_id is not null and actor_id is not null;
