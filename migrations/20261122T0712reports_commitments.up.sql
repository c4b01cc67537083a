-- What was promised: by whom, until when, and whether it was kept. The source is a reference by kind and id, so that a
-- promise made in a session or an agreement stands beside one made on a visit.
create table commitment (
  institution_id uuid not null references institution,
  id uuid not null,
  state text not null default 'recorded'
    check (state in ('recorded', 'assigned', 'in-progress', 'fulfilled', 'verified', 'partial', 'dropped')),
  content text not null,
  side text not null check (side in ('ours', 'theirs')),
  responsible text not null default '',
  account_id uuid,
  partner_id uuid,
  agreed_on date not null,
  due_on date,
  evidence text,
  reason text,
  source_kind text not null,
  source_id uuid,
  fulfilled_by uuid,
  closed_on date,
  search_text text not null default '',
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, account_id) references account (institution_id, id),
  foreign key (institution_id, fulfilled_by) references account (institution_id, id),
  foreign key (institution_id, partner_id) references organisation (institution_id, id)
);
create index commitment_due on commitment (institution_id, due_on, id);
create index commitment_source on commitment (institution_id, source_id);
create index commitment_partner on commitment (institution_id, partner_id);
create index commitment_account on commitment (institution_id, account_id) where state in ('recorded', 'assigned', 'in-progress', 'partial');
create index commitment_agreed on commitment (institution_id, agreed_on);
call make_tenant_table('commitment');

-- Who has to keep a promise hears of it a week before, the day before and the day after, the head of department when it is late.
insert into deadline_rule (institution_id, id, code, name, duty, trigger, amount, unit, direction, strictness, escalation, is_on)
select institution_id, gen_random_uuid(), 'commitment-due',
       '{"en": "Commitment", "fr": "Engagement", "ru": "Обязательство"}', 'commitment', 'COMMITMENT_DUE', 0, 'calendar', 'after', 'hard',
       '[{"days": 7, "roles": [], "responsible": true}, {"days": 1, "roles": [], "responsible": true}, {"days": -1, "roles": ["head-intl"], "responsible": true}]',
       true
  from institution on conflict do nothing;
