-- People as Popolo describes them, travel details field by field, dated names of organisations, facts of countries,
-- states of memberships, the order of precedence, and people who were entered twice.
alter table person
  add column patronymic text,
  add column name_order text not null default 'given-first' check (name_order in ('given-first', 'family-first')),
  add column sort_as text,
  add column other_names jsonb not null default '[]',
  add column address_forms jsonb not null default '{}',
  add column pronunciation text,
  add column birth_date date,
  add column death_date date,
  add column photo_id uuid,
  add column photo_consent_on date,
  add column language_levels jsonb not null default '{}',
  add column contacts jsonb not null default '[]',
  add column identifiers jsonb not null default '[]',
  add column note text,
  add foreign key (institution_id, photo_id) references stored_file (institution_id, id),
  add check (death_date is null or birth_date is null or death_date >= birth_date);
create index person_merged on person (institution_id, merged_into) where merged_into is not null;
-- One sealed column for everything gives way to one row per field: each has its own term and is read by itself.
alter table person drop column restricted;

create table travel_detail (
  institution_id uuid not null references institution,
  id uuid not null,
  person_id uuid not null,
  field text not null,
  sealed bytea not null,
  noted_on date not null default current_date,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, person_id, field),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
call make_tenant_table('travel_detail');

-- How many days a field is kept after it was last needed, where the institution chose another term than ours.
create table travel_retention (
  institution_id uuid not null references institution,
  field text not null,
  days int not null check (days between 0 and 3650),
  primary key (institution_id, field)
);
call make_tenant_table('travel_retention');

-- By these a person who is entered twice is found: equality is leakproof, so row security leaves the index to it.
create table person_key (
  institution_id uuid not null references institution,
  key text not null,
  person_id uuid not null,
  primary key (institution_id, key, person_id),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
create index person_key_of on person_key (institution_id, person_id);
call make_tenant_table('person_key');

create table person_merge (
  institution_id uuid not null references institution,
  id uuid not null,
  alias_id uuid not null,
  kept_id uuid not null,
  carried uuid[] not null default '{}',
  merged_by uuid,
  merged_at timestamptz not null default now(),
  undone_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, alias_id) references person (institution_id, id),
  foreign key (institution_id, kept_id) references person (institution_id, id),
  check (alias_id <> kept_id)
);
create index person_merge_kept on person_merge (institution_id, kept_id);
call make_tenant_table('person_merge');

-- Pairs that somebody looked at and found to be two people.
create table person_distinct (
  institution_id uuid not null references institution,
  one_id uuid not null,
  other_id uuid not null,
  primary key (institution_id, one_id, other_id),
  foreign key (institution_id, one_id) references person (institution_id, id),
  foreign key (institution_id, other_id) references person (institution_id, id),
  check (one_id < other_id)
);
call make_tenant_table('person_distinct');

-- A person under every id that leads to them: who reads names through this follows a merge. The rights are the asker's.
create view known_person with (security_invoker = true) as
  select a.id as known_as, p.*
    from person a join person p on p.institution_id = a.institution_id and p.id = coalesce(a.merged_into, a.id);

alter table organisation
  add column former_names jsonb not null default '[]',
  add column abbreviation text,
  add column website text,
  add column founded_on date,
  add column dissolved_on date,
  add column contacts jsonb not null default '[]',
  add column identifiers jsonb not null default '[]',
  add column is_exclusive boolean not null default false,
  add check (dissolved_on is null or founded_on is null or dissolved_on >= founded_on);
create index organisation_parent on organisation (institution_id, parent_id);

-- What an institution knows better than our tables, or of a country that it invented.
create table country_fact (
  institution_id uuid not null references institution,
  code text not null check (code ~ '^[A-Z]{2}$'),
  official_name jsonb not null default '{}',
  adjective jsonb not null default '{}',
  capital jsonb not null default '{}',
  languages text[] not null default '{}',
  zones text[] not null default '{}',
  national_days jsonb not null default '[]',
  updated_at timestamptz not null default now(),
  primary key (institution_id, code)
);
call make_tenant_table('country_fact');

-- The institution's own order of precedence. A post, ours or a foreign one, stands at one of its ranks.
create table precedence_rank (
  institution_id uuid not null references institution,
  id uuid not null,
  label jsonb not null,
  position int not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id)
);
create index precedence_rank_position on precedence_rank (institution_id, position);
call make_tenant_table('precedence_rank');

alter table post
  add column rank_id uuid,
  add column single_holder boolean not null default false,
  add column may_sign boolean not null default false,
  add column address_forms jsonb not null default '{}',
  add foreign key (institution_id, rank_id) references precedence_rank (institution_id, id);

alter table membership
  add column state text not null default 'appointed' check (state in ('nominated', 'appointed', 'suspended', 'ended')),
  add column on_behalf_of_id uuid,
  add column convocation_id uuid,
  add column appointed_by text,
  add foreign key (institution_id, on_behalf_of_id) references organisation (institution_id, id),
  add foreign key (institution_id, convocation_id) references convocation (institution_id, id);
