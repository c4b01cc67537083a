create table organisation (
  institution_id uuid not null references institution,
  id uuid not null,
  parent_id uuid,
  classification text not null,
  name jsonb not null,
  country text check (country ~ '^[A-Z]{2}$'),
  city text,
  address text,
  search_text text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, parent_id) references organisation (institution_id, id)
);
create index organisation_country on organisation (institution_id, country);
call make_tenant_table('organisation');

create table person (
  institution_id uuid not null references institution,
  id uuid not null,
  family_name text not null,
  given_name text not null default '',
  native_name text,
  native_language text,
  sort_name text not null,
  honorific text,
  gender text check (gender in ('female', 'male')),
  country text check (country ~ '^[A-Z]{2}$'),
  email text,
  phone text,
  languages text[] not null default '{}',
  restricted bytea,
  merged_into uuid,
  search_text text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, merged_into) references person (institution_id, id)
);
create index person_sort on person (institution_id, sort_name, id);
call make_tenant_table('person');

create table post (
  institution_id uuid not null references institution,
  id uuid not null,
  organisation_id uuid not null,
  label jsonb not null,
  precedence int not null default 1000,
  address_form text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, organisation_id) references organisation (institution_id, id)
);
create index post_organisation on post (institution_id, organisation_id);
call make_tenant_table('post');

create table membership (
  institution_id uuid not null references institution,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  post_id uuid,
  role jsonb,
  starts_on date,
  ends_on date,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id),
  foreign key (institution_id, organisation_id) references organisation (institution_id, id),
  foreign key (institution_id, post_id) references post (institution_id, id),
  check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index membership_person on membership (institution_id, person_id);
create index membership_organisation on membership (institution_id, organisation_id);
call make_tenant_table('membership');

-- Working groups, permanent delegations and interparliamentary commissions: one table, the kind decides the lifecycle.
create table body (
  institution_id uuid not null references institution,
  id uuid not null,
  kind text not null check (kind in ('working-group', 'permanent-delegation', 'commission')),
  state text not null,
  name jsonb not null,
  partner_id uuid not null,
  convocation_id uuid,
  membership_status text check (membership_status in ('full', 'associate', 'observer')),
  works text[] not null default '{}',
  terms_of_reference text,
  constituted_on date,
  dissolved_on date,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, partner_id) references organisation (institution_id, id),
  foreign key (institution_id, convocation_id) references convocation (institution_id, id)
);
create index body_kind on body (institution_id, kind, id);
create index body_partner on body (institution_id, partner_id);
call make_tenant_table('body');

create table seat (
  institution_id uuid not null references institution,
  id uuid not null,
  body_id uuid not null,
  person_id uuid not null,
  kind text not null default 'full' check (kind in ('full', 'substitute', 'observer')),
  capacity text not null check (capacity in ('chair', 'co-chair', 'deputy', 'member', 'secretary')),
  starts_on date not null,
  ends_on date,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, body_id) references body (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id),
  check (ends_on is null or ends_on >= starts_on)
);
create index seat_body on seat (institution_id, body_id);
create index seat_person on seat (institution_id, person_id);
call make_tenant_table('seat');
