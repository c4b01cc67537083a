-- Who sits where, at one line of the programme or for the whole activity.
create table seating_plan (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  item_id uuid,
  shape text not null check (shape in ('long', 'round', 'head', 'u', 'block', 'theatre', 'talks')),
  tables int[] not null,                 -- chairs at each table or in each row; for talks, on each side
  alternate_sides boolean not null default true,
  alternate_sexes boolean not null default false,
  by_language boolean not null default true,
  places jsonb not null default '[]',    -- [{key, table, seat, fixed}]; one document, because a move is often a swap
  before jsonb,                          -- the places before the last change, to take it back
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique nulls not distinct (institution_id, activity_id, item_id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id)
);
call make_tenant_table('seating_plan');
