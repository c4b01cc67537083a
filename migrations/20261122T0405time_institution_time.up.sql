-- The institution's own time: who sits when and where that is known from, days on which nobody works although others do
-- (and the other way round), and the rules by which something falls due.

create table sitting_feed (
  institution_id uuid not null references institution,
  id uuid not null,
  name text not null,
  url bytea not null,                   -- sealed: an address may hold a secret
  committee_id uuid,                    -- null: the plenary
  state text not null default 'waiting' check (state in ('waiting', 'in-step', 'failing')),
  failure text,                         -- message key
  failure_detail text,
  failures int not null default 0,
  fetched_at timestamptz,
  in_step_at timestamptz,
  days int not null default 0,
  etag text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, committee_id) references organisation (institution_id, id)
);
call make_tenant_table('sitting_feed');

alter table sitting_day
  add column feed_id uuid,
  add column note text,
  add constraint sitting_day_feed foreign key (institution_id, feed_id) references sitting_feed (institution_id, id);

-- Committees shade the calendar and take their members' time; sitting days are counted of the plenary alone.
create table committee_sitting (
  institution_id uuid not null references institution,
  day date not null,
  committee_id uuid not null,
  feed_id uuid,
  note text,
  primary key (institution_id, day, committee_id),
  foreign key (institution_id, committee_id) references organisation (institution_id, id),
  foreign key (institution_id, feed_id) references sitting_feed (institution_id, id)
);
call make_tenant_table('committee_sitting');

-- Days that the institution or its government closed, and days of rest that are worked instead.
create table own_day (
  institution_id uuid not null references institution,
  day date not null,
  kind text not null check (kind in ('closed', 'worked')),
  name jsonb not null default '{}',
  counterpart date,                     -- of a working day that was moved: the other of the two
  primary key (institution_id, day)
);
call make_tenant_table('own_day');

insert into own_day (institution_id, day, kind)
select institution_id, day::date, 'closed' from institution, jsonb_array_elements_text(settings -> 'holidays') as day
on conflict do nothing;

create table deadline_rule (
  institution_id uuid not null references institution,
  id uuid not null,
  code text not null,
  name jsonb not null,
  duty text not null,
  trigger text not null,
  amount int not null check (amount between 0 and 3650),
  unit text not null check (unit in ('calendar', 'working', 'sitting', 'month')),
  direction text not null check (direction in ('before', 'after')),
  strictness text not null check (strictness in ('soft', 'hard')),
  basis text not null default '',
  source text not null default '',
  escalation jsonb not null default '[]',
  is_on boolean not null default false,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, code)
);
-- What a capability counts for itself (the report) follows one rule at a time.
create unique index deadline_rule_one_of_duty on deadline_rule (institution_id, duty, trigger) where is_on and duty <> 'task';
call make_tenant_table('deadline_rule');

insert into deadline_rule (institution_id, id, code, name, duty, trigger, amount, unit, direction, strictness, is_on)
select institution_id, gen_random_uuid(), 'report-' || lower(replace(trigger, '_', '-')),
       '{"en": "Report of the visit", "fr": "Rapport sur la visite", "ru": "Отчёт о визите"}', 'report', trigger,
       coalesce((settings -> 'reportDue' ->> 'days')::int, 10), coalesce(settings -> 'reportDue' ->> 'kind', 'working'),
       'after', 'hard', true
  from institution, unnest(array['VISIT_END', 'RETURN']) as trigger;
update deadline_rule set name = '{"en": "Report of the mission", "fr": "Rapport de mission", "ru": "Отчёт о командировке"}'
 where code = 'report-return';

update institution set settings = settings - 'reportDue' - 'holidays';

-- What was done of a rule's duties that no capability keeps by itself.
create table deadline_done (
  institution_id uuid not null references institution,
  rule_id uuid not null,
  subject_id text not null,
  done_by uuid,
  done_at timestamptz not null default now(),
  note text,
  primary key (institution_id, rule_id, subject_id),
  foreign key (institution_id, rule_id) references deadline_rule (institution_id, id)
);
call make_tenant_table('deadline_done');

-- Who was told of which step: nobody twice.
create table deadline_notice (
  institution_id uuid not null references institution,
  rule_id uuid not null,
  subject_id text not null,
  due_on date not null,
  step int not null,
  account_id uuid not null,
  told_at timestamptz not null default now(),
  primary key (institution_id, rule_id, subject_id, due_on, step, account_id),
  foreign key (institution_id, rule_id) references deadline_rule (institution_id, id)
);
call make_tenant_table('deadline_notice');

-- Every change of a setting: who, when, from what to what. `area` is the page, `subject_id` a row of it.
create table setting_change (
  institution_id uuid not null references institution,
  id uuid not null,
  area text not null,
  subject_id uuid,
  label jsonb not null default '{}',
  changes jsonb not null,               -- field → [from, to]
  actor_id uuid,
  changed_at timestamptz not null default now(),
  primary key (institution_id, id)
);
create index setting_change_area on setting_change (institution_id, area, changed_at desc);
create index setting_change_subject on setting_change (institution_id, subject_id, changed_at desc);
call make_tenant_table('setting_change');

-- How the numbers of a register are written; what has no row follows the register's own pattern.
create table register_pattern (
  institution_id uuid not null references institution,
  kind text not null,
  pattern text not null,
  primary key (institution_id, kind)
);
call make_tenant_table('register_pattern');
