-- What a venue, a car and an interpreter can do, and when they cannot.
alter table venue
  add column kind text not null default 'room' check (kind in ('room', 'hall', 'office', 'site', 'airport', 'hotel')),
  add column layouts jsonb not null default '[]',          -- [{"name": "theatre", "places": 120}]
  add column hours jsonb,                                  -- {"1": ["08:00", "20:00"]} by day of the week; null: always open
  add column rooms int check (rooms > 0),                  -- of a hotel
  add column phone text not null default '',
  add column note text not null default '';
alter table vehicle
  add column class text not null default 'car' check (class in ('state', 'executive', 'car', 'minibus', 'bus', 'escort'));
alter table interpreter
  add column modes text[] not null default '{consecutive,simultaneous,whispered}';

-- Time in which a person, a room, a car or an interpreter is not to be had: blocked, away, or held for somebody else.
create table resource_block (
  institution_id uuid not null references institution,
  id uuid not null,
  resource_kind text not null check (resource_kind in ('person', 'venue', 'vehicle', 'interpreter')),
  resource_id uuid not null,
  kind text not null check (kind in ('block', 'absence', 'booking', 'pre-booking')),
  label text not null default '',
  starts_at_local timestamp not null,
  ends_at_local timestamp not null,
  time_zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  check (ends_at > starts_at)
);
create index resource_block_of on resource_block (institution_id, resource_kind, resource_id, ends_at);
call make_tenant_table('resource_block');

-- A block of two weeks stands here as days, so that who looks for what is taken need not look back farther than for a line.
alter table occupancy
  add column block_id uuid,
  add column tentative boolean not null default false,
  add column interprets boolean not null default false,
  add foreign key (institution_id, block_id) references resource_block (institution_id, id) on delete cascade;
create index occupancy_block on occupancy (institution_id, block_id) where block_id is not null;

-- Who interprets is a person as well: a delegate who interprets elsewhere at the same time is taken twice.
do $$
declare one uuid;
begin
  for one in select institution_id from institution loop
    perform set_config('app.institution_id', one::text, true);
    insert into occupancy (institution_id, id, resource_kind, resource_id, item_id, activity_id, starts_at, ends_at, interprets)
    select o.institution_id, gen_random_uuid(), 'person', n.person_id, o.item_id, o.activity_id, o.starts_at, o.ends_at, true
      from occupancy o join interpreter n on n.institution_id = o.institution_id and n.id = o.resource_id
     where o.institution_id = one and o.resource_kind = 'interpreter'
       and not exists (select 1 from occupancy p where p.institution_id = o.institution_id and p.item_id = o.item_id
                          and p.resource_kind = 'person' and p.resource_id = n.person_id);
  end loop;
end $$;

alter table programme_item
  add column all_day boolean not null default false,
  add column layout text,
  add column seating text,
  add column pre_booked boolean not null default false,
  add column kept_conflicts text[];                        -- which conflicts the reason answers; null: those of that time
