-- The spine.
create table activity (
  institution_id uuid not null references institution,
  id uuid not null,
  kind text not null,
  state text not null,
  title jsonb not null,
  partner_id uuid,
  body_id uuid,
  starts_on date not null,
  ends_on date not null,
  time_zone text not null,
  partner_time_zone text,
  city text not null default '',
  responsible_id uuid,
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, source_key),
  foreign key (institution_id, partner_id) references organisation (institution_id, id),
  foreign key (institution_id, body_id) references body (institution_id, id),
  foreign key (institution_id, responsible_id) references account (institution_id, id),
  check (ends_on >= starts_on)
);
create index activity_dates on activity (institution_id, kind, starts_on desc, id);
create index activity_span on activity (institution_id, ends_on, starts_on);
create index activity_partner on activity (institution_id, partner_id, starts_on desc);
call make_tenant_table('activity');

-- A step that was taken: the dated stepper.
create table activity_step (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  from_state text not null,
  to_state text not null,
  actor_id uuid,
  reason text,
  taken_at timestamptz not null default now(),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id)
);
create index activity_step_of on activity_step (institution_id, activity_id, taken_at);
call make_tenant_table('activity_step');

create table delegation (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  side text not null check (side in ('host', 'guest')),
  organisation_id uuid not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, side),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, organisation_id) references organisation (institution_id, id)
);
call make_tenant_table('delegation');

create table delegation_member (
  institution_id uuid not null references institution,
  id uuid not null,
  delegation_id uuid not null,
  activity_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('head', 'member', 'substitute', 'secretary', 'adviser', 'interpreter', 'accompanying', 'spouse', 'press', 'security')),
  position int not null,
  post_label jsonb,
  party text,
  arrival text,
  departure text,
  room text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, delegation_id, person_id),
  foreign key (institution_id, delegation_id) references delegation (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
create index delegation_member_activity on delegation_member (institution_id, activity_id, position);
create index delegation_member_person on delegation_member (institution_id, person_id);
call make_tenant_table('delegation_member');

create table reception (
  institution_id uuid not null references institution,
  id uuid not null,                    -- the activity's own id
  category text not null check (category in ('state', 'official', 'working', 'private', 'transit')),
  basis text not null default '',
  purpose text not null default '',
  topics text[] not null default '{}',
  approved_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, id) references activity (institution_id, id)
);
call make_tenant_table('reception');

create table venue (
  institution_id uuid not null references institution,
  id uuid not null,
  name jsonb not null,
  address text not null default '',
  city text not null default '',
  time_zone text,
  capacity int check (capacity > 0),
  latitude double precision, longitude double precision,
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, source_key)
);
call make_tenant_table('venue');

create table venue_distance (
  institution_id uuid not null references institution,
  from_venue_id uuid not null,
  to_venue_id uuid not null,
  minutes int not null check (minutes >= 0),
  primary key (institution_id, from_venue_id, to_venue_id),
  foreign key (institution_id, from_venue_id) references venue (institution_id, id),
  foreign key (institution_id, to_venue_id) references venue (institution_id, id)
);
call make_tenant_table('venue_distance');

create table vehicle (
  institution_id uuid not null references institution,
  id uuid not null,
  label text not null,
  plate text not null default '',
  seats int not null check (seats > 0),
  driver_name text not null default '',
  driver_phone text not null default '',
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, source_key)
);
call make_tenant_table('vehicle');

create table interpreter (
  institution_id uuid not null references institution,
  id uuid not null,
  person_id uuid not null,
  pairs text[] not null default '{}',        -- 'fr-en': both ways
  longest_shift_minutes int not null default 240 check (longest_shift_minutes > 0),
  rest_minutes int not null default 15 check (rest_minutes >= 0),
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, person_id),
  unique (institution_id, source_key),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
call make_tenant_table('interpreter');

-- The working programme: wall times with zones; the instants are derived at every save.
create table programme_item (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  type text not null,
  title jsonb not null,
  starts_at_local timestamp not null,
  start_zone text not null,
  ends_at_local timestamp not null,
  end_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  venue_id uuid,
  dress text, menu text, flags text, gift text, press text, talking_points text, internal_note text,
  responsible text,
  audiences text[] not null default '{working}',
  track text,
  confidential boolean not null default false,
  cancelled boolean not null default false,
  execution text check (execution in ('held', 'changed', 'dropped')),
  execution_note text,
  kept_reason text,                      -- why a known conflict was kept
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, source_key),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, venue_id) references venue (institution_id, id),
  check (ends_at > starts_at)
);
create index programme_item_activity on programme_item (institution_id, activity_id, starts_at);
create index programme_item_time on programme_item (institution_id, starts_at, ends_at);
call make_tenant_table('programme_item');

create table item_participant (
  institution_id uuid not null references institution,
  item_id uuid not null,
  person_id uuid not null,
  side text not null check (side in ('host', 'guest')),
  role text,
  primary key (institution_id, item_id, person_id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id) on delete cascade,
  foreign key (institution_id, person_id) references person (institution_id, id)
);
create index item_participant_person on item_participant (institution_id, person_id);
call make_tenant_table('item_participant');

create table item_interpreter (
  institution_id uuid not null references institution,
  item_id uuid not null,
  interpreter_id uuid not null,
  pair text not null,
  mode text not null default 'consecutive' check (mode in ('consecutive', 'simultaneous', 'whispered')),
  primary key (institution_id, item_id, interpreter_id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id) on delete cascade,
  foreign key (institution_id, interpreter_id) references interpreter (institution_id, id)
);
create index item_interpreter_of on item_interpreter (institution_id, interpreter_id);
call make_tenant_table('item_interpreter');

create table item_vehicle (
  institution_id uuid not null references institution,
  item_id uuid not null,
  vehicle_id uuid not null,
  primary key (institution_id, item_id, vehicle_id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id) on delete cascade,
  foreign key (institution_id, vehicle_id) references vehicle (institution_id, id)
);
create index item_vehicle_of on item_vehicle (institution_id, vehicle_id);
call make_tenant_table('item_vehicle');

-- Who and what is taken when. Plain start and end: range operators are not leakproof and would not use an index under row security.
create table occupancy (
  institution_id uuid not null references institution,
  id uuid not null,
  resource_kind text not null check (resource_kind in ('person', 'venue', 'vehicle', 'interpreter')),
  resource_id uuid not null,
  item_id uuid,
  activity_id uuid,
  label text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (institution_id, id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id) on delete cascade,
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  check (ends_at > starts_at)
);
create index occupancy_of on occupancy (institution_id, resource_kind, resource_id, starts_at, ends_at);
create index occupancy_item on occupancy (institution_id, item_id);
create index occupancy_time on occupancy (institution_id, starts_at);
call make_tenant_table('occupancy');

create table requested_meeting (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  title text not null,
  minutes int not null check (minutes > 0),
  asked_by text not null default '',
  asked_on date,
  note text,
  item_id uuid,
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, source_key),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id) on delete set null (item_id)
);
call make_tenant_table('requested_meeting');

-- A released programme: numbered, whole, never changed.
create table edition (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  number int not null,
  content jsonb not null,
  released_by uuid,
  released_at timestamptz not null default now(),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, number),
  foreign key (institution_id, activity_id) references activity (institution_id, id)
);
call make_tenant_table('edition');
