-- One UID per entry for ever, stored whole at birth.
create table calendar_entry (
  institution_id uuid not null references institution,
  id uuid not null,
  item_id uuid,                          -- null: the all-day entry of the activity
  activity_id uuid not null,
  uid text not null,
  sequence int not null default 0,
  data jsonb not null,                   -- what the entry says: the base of the next comparison
  texts jsonb not null,                  -- VEVENT by language and clearance, made once when the entry changes: 'fr:discreet'
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  cancelled_at timestamptz,
  audiences text[] not null default '{}',
  confidential boolean not null default false,
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, uid),
  unique nulls not distinct (institution_id, activity_id, item_id),
  foreign key (institution_id, activity_id) references activity (institution_id, id)
);
create index calendar_entry_activity on calendar_entry (institution_id, activity_id);
call make_tenant_table('calendar_entry');

-- Whose calendar an entry stands in.
create table calendar_entry_person (
  institution_id uuid not null references institution,
  person_id uuid not null,
  entry_id uuid not null,
  primary key (institution_id, person_id, entry_id),
  foreign key (institution_id, entry_id) references calendar_entry (institution_id, id) on delete cascade,
  foreign key (institution_id, person_id) references person (institution_id, id)
);
create index calendar_entry_person_of on calendar_entry_person (institution_id, entry_id);
call make_tenant_table('calendar_entry_person');

create table feed (
  institution_id uuid not null references institution,
  id uuid not null,
  account_id uuid,
  scope_kind text not null check (scope_kind in ('person', 'activity')),
  scope_id uuid not null,
  audience text not null default 'working',
  name text not null,
  language text not null default 'en',
  token_hash bytea not null,
  token_sealed bytea not null,
  confidential text not null default 'busy' check (confidential in ('omit', 'busy', 'full')),
  revoked_at timestamptz,
  last_fetched_at timestamptz,
  last_client text,
  fetches int not null default 0,
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, token_hash),
  unique (institution_id, source_key),
  foreign key (institution_id, account_id) references account (institution_id, id)
);
create index feed_account on feed (institution_id, account_id);
create index feed_scope on feed (institution_id, scope_kind, scope_id);
call make_tenant_table('feed');
-- Token hashes are of 256 random bits, so one index across institutions serves the function below and can leak nothing.
create index feed_token on feed (token_hash);
create function institution_of_feed(hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from feed where token_hash = hash $$;

create table document (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  kind text not null,
  language text not null,
  state text not null default 'draft',
  register_number text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, kind, language),
  foreign key (institution_id, activity_id) references activity (institution_id, id)
);
call make_tenant_table('document');

create table document_version (
  institution_id uuid not null references institution,
  id uuid not null,
  document_id uuid not null,
  number int not null,
  format text not null check (format in ('pdf', 'docx')),
  file_id uuid not null,
  sha256 text not null,
  reason text,
  made_by uuid,
  approved_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, document_id, number, format),
  foreign key (institution_id, document_id) references document (institution_id, id),
  foreign key (institution_id, file_id) references stored_file (institution_id, id)
);
call make_tenant_table('document_version');

create table invitation (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  item_id uuid,
  state text not null default 'draft',
  subject jsonb not null,
  body jsonb not null,
  answer_by date,
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id, source_key),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id)
);
create index invitation_activity on invitation (institution_id, activity_id);
call make_tenant_table('invitation');

create table recipient (
  institution_id uuid not null references institution,
  id uuid not null,
  invitation_id uuid not null,
  activity_id uuid not null,
  person_id uuid,
  name text not null,
  post text not null default '',
  organisation text not null default '',
  email text,
  language text not null default 'en',
  salutation text not null default '',
  state text not null default 'draft',   -- draft, sent, accepted, declined, tentative, cancelled
  companions int not null default 0 check (companions >= 0 and companions <= 10),
  note text,
  needs bytea,                           -- diet and access needs, encrypted
  token_hash bytea not null,
  token_sealed bytea not null,
  sent_sequence int,
  sent_at timestamptz,
  answered_at timestamptz,
  source_key text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, token_hash),
  unique (institution_id, invitation_id, source_key),
  foreign key (institution_id, invitation_id) references invitation (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, person_id) references person (institution_id, id)
);
create index recipient_invitation on recipient (institution_id, invitation_id, name);
create index recipient_activity on recipient (institution_id, activity_id);
create index recipient_token on recipient (token_hash);
call make_tenant_table('recipient');
create function institution_of_recipient(hash bytea) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from recipient where token_hash = hash $$;

create table answer (
  institution_id uuid not null references institution,
  id uuid not null,
  recipient_id uuid not null,
  answer text not null check (answer in ('accepted', 'declined', 'tentative')),
  channel text not null check (channel in ('page', 'calendar', 'phone', 'letter', 'mail', 'door')),
  companions int not null default 0,
  note text,
  on_behalf text,
  recorded_by uuid,
  applied boolean not null default true,
  sequence int, dtstamp timestamptz,
  received_at timestamptz not null default now(),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, recipient_id) references recipient (institution_id, id)
);
create index answer_recipient on answer (institution_id, recipient_id, received_at desc);
call make_tenant_table('answer');

create table report (
  institution_id uuid not null references institution,
  id uuid not null,
  activity_id uuid not null,
  state text not null default 'draft',   -- draft, submitted, returned, approved, filed
  language text not null,
  sections jsonb not null default '{}',  -- section -> ProseMirror JSON
  facts jsonb not null default '{}',     -- prefilled from what took place
  author_id uuid,
  due_on date,
  return_reason text,
  approved_by uuid,
  approved_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, activity_id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, author_id) references account (institution_id, id)
);
create index report_due on report (institution_id, state, due_on);
call make_tenant_table('report');
