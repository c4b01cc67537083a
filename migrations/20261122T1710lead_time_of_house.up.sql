-- What is taken in a span, whoever takes it, is asked with its length above nothing, as every row has it. A question about
-- one person or thing does not say so: the plan for any institution then cannot pass over everybody's time instead.
drop index occupancy_time;
create index occupancy_time on occupancy (institution_id, starts_at) include (id, item_id, resource_id, ends_at)
  where ends_at > starts_at;
