-- An invitation on paper: drawn under its register number, and handed over on a day, by somebody, by some way.
create table paper_letter (
  institution_id uuid not null references institution,
  id uuid not null,
  recipient_id uuid not null,
  kind text not null check (kind in ('letter', 'note_verbale')),
  number text not null,
  signatory text not null default '',
  signatory_post text not null default '',
  dated date not null,
  dispatched_on date,
  carrier text check (carrier in ('post', 'hand', 'courier', 'ministry', 'fax')),
  carried_by text not null default '',
  recorded_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, recipient_id),
  foreign key (institution_id, recipient_id) references recipient (institution_id, id) on delete cascade,
  foreign key (institution_id, recorded_by) references account (institution_id, id),
  check ((dispatched_on is null) = (carrier is null))
);
call make_tenant_table('paper_letter');
