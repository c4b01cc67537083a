-- What an activity is to cost and what it cost. Amounts are minor units of their own currency; the rate to the currency of the house
-- and its day stand beside each, so a sum can be followed for ever.
create table cost_estimate (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  number int not null,                   -- a cleared estimate never changes: what is estimated anew is the next one
  state text not null check (state in ('draft', 'submitted', 'returned', 'cleared')),
  submitted_by uuid,
  cleared_by uuid,
  decided_at timestamptz,
  return_reason text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, number),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, submitted_by) references account (institution_id, id),
  foreign key (institution_id, cleared_by) references account (institution_id, id)
);
call make_tenant_table('cost_estimate');

create table expense_claim (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  person_id uuid not null,
  state text not null check (state in ('draft', 'submitted', 'checked', 'approved', 'paid', 'recovered')),
  submitted_by uuid,
  checked_by uuid,
  approved_by uuid,
  return_reason text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, person_id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
call make_tenant_table('expense_claim');

create table cost_line (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  estimate_id uuid,                      -- null: what it really cost
  category text not null check (category in ('transport', 'accommodation', 'per-diem', 'hospitality', 'gifts', 'fees', 'visas-insurance', 'interpretation', 'other')),
  payer text not null check (payer in ('host', 'sender', 'third-party')),
  person_id uuid,
  claimed boolean not null default false, -- laid out by the person, who is paid back
  label text not null default '',
  minor bigint not null check (minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  rate numeric(20, 8) not null check (rate > 0),
  rate_on date not null,
  base_minor bigint not null,
  base_currency text not null,
  is_computed boolean not null default false,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, estimate_id) references cost_estimate (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id),
  check (not claimed or (person_id is not null and estimate_id is null))
);
create index cost_line_of on cost_line (institution_id, activity_id, estimate_id);
call make_tenant_table('cost_line');

create table cost_advance (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  person_id uuid not null,
  minor bigint not null check (minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  rate numeric(20, 8) not null check (rate > 0),
  rate_on date not null,
  base_minor bigint not null,
  base_currency text not null,
  given_on date not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
create index cost_advance_of on cost_advance (institution_id, activity_id);
call make_tenant_table('cost_advance');

-- What a day abroad is worth, by country, from a day on.
create table per_diem_rate (
  institution_id uuid not null references institution,
  id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  valid_from date not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day_minor bigint not null check (day_minor >= 0),
  night_minor bigint not null default 0 check (night_minor >= 0),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, country, valid_from)
);
call make_tenant_table('per_diem_rate');

-- One unit of a currency in the currency of the house.
create table exchange_rate (
  institution_id uuid not null references institution,
  id uuid not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  rate_on date not null,
  rate numeric(20, 8) not null check (rate > 0),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, currency, rate_on)
);
call make_tenant_table('exchange_rate');
