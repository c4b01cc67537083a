-- Gifts given and received: numbered by the year of their day, with their value, and what became of them.
create table gift (
  institution_id uuid not null references institution,
  id uuid not null,
  number int not null,
  year int not null,
  direction text not null check (direction in ('given', 'received')),
  description text not null,
  on_day date not null,
  activity_id uuid,
  person_id uuid,
  party text not null,
  partner_id uuid,
  value_minor bigint check (value_minor >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  is_estimate boolean not null default false,
  declared_on date,
  declared_by uuid,
  fate text check (fate in ('kept', 'registered', 'redeemed', 'passed-on', 'displayed', 'refused')),
  fate_on date,
  fate_note text,
  redeemed_minor bigint check (redeemed_minor >= 0),
  recorded_by uuid,
  search_text text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, year, number),
  check ((value_minor is null) = (currency is null)),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id),
  foreign key (institution_id, partner_id) references organisation (institution_id, id),
  foreign key (institution_id, declared_by) references account (institution_id, id),
  foreign key (institution_id, recorded_by) references account (institution_id, id)
);
create index gift_day on gift (institution_id, on_day desc, id);
create index gift_activity on gift (institution_id, activity_id);
create index gift_person on gift (institution_id, person_id);
call make_tenant_table('gift');

-- What a gift of more than so much asks for; a preset that nobody switched on has no row.
create table gift_limit (
  institution_id uuid not null references institution,
  id uuid not null,
  code text not null,
  name jsonb not null,
  direction text not null check (direction in ('given', 'received')),
  minor bigint not null check (minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  consequence text not null check (consequence in ('not-kept', 'refused')),
  basis text not null default '',
  source text not null default '',
  is_on boolean not null default false,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, code)
);
call make_tenant_table('gift_limit');

-- Declaring a gift and deciding what becomes of it is kept by the register now, not ticked off by hand.
update deadline_rule set duty = 'gift-declaration' where code = 'md-gift-declared';
update deadline_rule set duty = 'gift-fate' where code = 'md-gift-redeemed';
