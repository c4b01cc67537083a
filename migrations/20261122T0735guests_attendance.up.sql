-- Who came in, and when. Told by telephones that may have been without a network: each entry has the id it was given there.
create table check_in (
  institution_id uuid not null references institution,
  id uuid not null,
  invitation_id uuid not null,
  activity_id uuid not null,
  recipient_id uuid,                     -- null: somebody who was on no list
  name text not null default '',
  organisation text not null default '',
  persons int not null default 1 check (persons between 1 and 11),
  arrived_at timestamptz not null,
  recorded_by uuid,
  undone_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  check (recipient_id is not null or name <> ''),
  foreign key (institution_id, invitation_id) references invitation (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, recipient_id) references recipient (institution_id, id)
);
create unique index check_in_once on check_in (institution_id, recipient_id) where undone_at is null;
create index check_in_invitation on check_in (institution_id, invitation_id);
call make_tenant_table('check_in');

-- Doors that were closed: from then on who came and who did not is settled.
create table closed_door (
  institution_id uuid not null references institution,
  invitation_id uuid not null,
  closed_at timestamptz not null,
  closed_by uuid,
  primary key (institution_id, invitation_id),
  foreign key (institution_id, invitation_id) references invitation (institution_id, id)
);
call make_tenant_table('closed_door');
