-- The events of an institution in the order in which they were sealed; each link holds the one before it.
create table audit_link (
  institution_id uuid not null references institution,
  number bigint not null check (number > 0),
  event_id uuid not null,
  mac text not null,
  sealed_at timestamptz not null default now(),
  primary key (institution_id, number),
  unique (institution_id, event_id),
  foreign key (institution_id, event_id) references event (institution_id, id)
);
call make_tenant_table('audit_link');
