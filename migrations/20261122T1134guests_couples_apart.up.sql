alter table seating_plan add column couples_apart boolean not null default false;   -- who comes with a guest sits beside others
