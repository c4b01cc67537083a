-- One sending to the guests of an invitation: checked, where the house says so approved by a second person, and sent.
create table mailing (
  institution_id uuid not null references institution,
  id uuid not null,
  invitation_id uuid not null,
  activity_id uuid not null,
  kind text not null check (kind in ('save_the_date', 'invitation', 'reminder', 'update', 'place', 'cancellation', 'thanks')),
  state text not null default 'draft' check (state in ('draft', 'checked', 'awaiting', 'approved', 'sending', 'paused', 'sent', 'cancelled')),
  author_id uuid,                        -- null: the house itself, after a change of the programme
  submitted_by uuid,
  approved_by uuid,
  returned_for text,                     -- why the second person gave it back
  started_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, invitation_id) references invitation (institution_id, id),
  foreign key (institution_id, activity_id) references activity (institution_id, id),
  foreign key (institution_id, author_id) references account (institution_id, id),
  foreign key (institution_id, submitted_by) references account (institution_id, id),
  foreign key (institution_id, approved_by) references account (institution_id, id)
);
create index mailing_invitation on mailing (institution_id, invitation_id, created_at desc);
create index mailing_awaiting on mailing (institution_id) where state in ('awaiting', 'sending');
call make_tenant_table('mailing');

-- Whom a mailing is for. The message tells what became of the letter.
create table mailing_recipient (
  institution_id uuid not null references institution,
  mailing_id uuid not null,
  recipient_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'written', 'left_out', 'passed_over')),
  message_id uuid,
  primary key (institution_id, mailing_id, recipient_id),
  foreign key (institution_id, mailing_id) references mailing (institution_id, id) on delete cascade,
  foreign key (institution_id, recipient_id) references recipient (institution_id, id) on delete cascade
);
create index mailing_recipient_of on mailing_recipient (institution_id, recipient_id);
create index mailing_recipient_waiting on mailing_recipient (institution_id, mailing_id, recipient_id) where state = 'waiting';
call make_tenant_table('mailing_recipient');

-- Who declined an earlier invitation is looked for by person and by address.
create index recipient_person on recipient (institution_id, person_id) where person_id is not null;
create index recipient_address on recipient (institution_id, lower(email)) where email is not null;

-- A letter that is held back keeps its place; nobody sends it before it is let go.
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check
  check (state in ('queued', 'held', 'sending', 'sent', 'deferred', 'bounced', 'unknown', 'withdrawn'));
