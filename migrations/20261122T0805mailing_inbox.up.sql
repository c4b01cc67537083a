-- Mail that came back: what a calendar replied, what a server could not deliver, and what staff have to look at.
create table inbound_mail (
  institution_id uuid not null references institution,
  id uuid not null,
  digest bytea not null,                 -- of the whole message: the same one twice is one
  state text not null check (state in ('applied', 'review', 'discarded')),
  reason text not null,
  from_address text not null default '',
  subject text not null default '',
  excerpt text not null default '',      -- the beginning of its words
  raw bytea,                             -- as it came, up to a megabyte
  recipient_id uuid,                     -- whom it is from, as far as that is known
  answer text,                           -- what its calendar part says
  handled_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, digest),
  foreign key (institution_id, recipient_id) references recipient (institution_id, id),
  foreign key (institution_id, handled_by) references account (institution_id, id)
);
create index inbound_mail_state on inbound_mail (institution_id, state, created_at desc, id desc);
create index inbound_mail_recipient on inbound_mail (institution_id, recipient_id) where recipient_id is not null;
call make_tenant_table('inbound_mail');

-- What a server sends back names the Message-ID alone; its random part is nobody's to guess.
create index message_by_id on message (message_id);
create function institution_of_message(wanted text) returns uuid language sql stable security definer set search_path = public, pg_temp as
$$ select institution_id from message where message_id = wanted $$;
