-- What was approved of an activity, fixed whole: a later change becomes a version of its own, with its reason.
create table activity_version (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  number int,                            -- drawn at approval
  state text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  content jsonb not null,
  reason text not null default '',
  proposed_by uuid,
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, number),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, proposed_by) references account (institution_id, id),
  foreign key (institution_id, decided_by) references account (institution_id, id),
  check ((state = 'approved') = (number is not null))
);
create unique index activity_version_open on activity_version (institution_id, activity_id) where state = 'proposed';
call make_tenant_table('activity_version');

create table mission (
  institution_id uuid not null references institution,
  id uuid not null,                      -- the activity's own id
  kind text not null check (kind in ('bilateral', 'ipo-session', 'commission-session', 'conference', 'study-training',
    'election-observation', 'speakers-conference', 'expert-meeting')),
  basis text not null default '',
  unplanned_reason text not null default '',
  purpose text not null default '',
  countries text[] not null default '{}',
  transit text[] not null default '{}',
  funding text not null default '',
  host_pays text[] not null default '{}',
  host_pays_note text not null default '',
  placement text not null default '',    -- study visits and training: where, under whom, with which aim
  needs_security boolean not null default false,
  order_number text,
  order_issued_on date,
  report_due_on date,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, order_number),
  foreign key (institution_id, id) references activity (institution_id, id)
);
create index mission_report_due on mission (institution_id, report_due_on);
call make_tenant_table('mission');

create table mission_task (
  institution_id uuid not null references institution,
  id uuid not null,
  mission_id uuid not null,
  position int not null,
  kind text not null check (kind in ('task', 'directive')),
  content text not null,
  responsible text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, mission_id) references mission (institution_id, id)
);
create index mission_task_of on mission_task (institution_id, mission_id, position);
call make_tenant_table('mission_task');

-- Wall times with zones, as the ticket has them; the instants are derived at every save.
create table mission_leg (
  institution_id uuid not null references institution,
  id uuid not null,
  mission_id uuid not null,
  mode text not null check (mode in ('flight', 'train', 'car', 'bus', 'ship', 'other')),
  number text not null default '',
  from_place text not null,
  from_country text not null,
  departs_at_local timestamp not null,
  depart_zone text not null,
  departs_at timestamptz not null,
  to_place text not null,
  to_country text not null,
  arrives_at_local timestamp not null,
  arrive_zone text not null,
  arrives_at timestamptz not null,
  note text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, mission_id) references mission (institution_id, id),
  check (arrives_at > departs_at)
);
create index mission_leg_of on mission_leg (institution_id, mission_id, departs_at);
call make_tenant_table('mission_leg');

-- A word of those who are asked before the decision. A return takes them away.
create table mission_clearance (
  institution_id uuid not null references institution,
  id uuid not null,
  mission_id uuid not null,
  kind text not null check (kind in ('head-intl', 'security')),
  cleared_by uuid,
  cleared_at timestamptz not null default now(),
  note text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, mission_id, kind),
  foreign key (institution_id, mission_id) references mission (institution_id, id),
  foreign key (institution_id, cleared_by) references account (institution_id, id)
);
call make_tenant_table('mission_clearance');
