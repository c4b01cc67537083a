-- In whose and in what calendars an entry stands: a person, a body, an activity, a venue, a car … one row each.
create table calendar_entry_subject (
  institution_id uuid not null references institution,
  kind text not null,
  subject text not null,
  entry_id uuid not null,
  primary key (institution_id, kind, subject, entry_id),
  foreign key (institution_id, entry_id) references calendar_entry (institution_id, id) on delete cascade
);
create index calendar_entry_subject_of on calendar_entry_subject (institution_id, entry_id);
call make_tenant_table('calendar_entry_subject');

-- What other capabilities contribute hangs on an origin of its own, which need not be an activity.
alter table calendar_entry
  add column source text not null default 'programme',
  add column origin_id uuid,
  add column format int not null default 0,
  alter column activity_id drop not null,
  drop constraint calendar_entry_institution_id_activity_id_item_id_key;
alter table calendar_entry no force row level security;
update calendar_entry set origin_id = activity_id;
alter table calendar_entry_person no force row level security;
insert into calendar_entry_subject (institution_id, kind, subject, entry_id)
  select institution_id, 'activity', activity_id::text, id from calendar_entry
  union all select institution_id, 'person', person_id::text, entry_id from calendar_entry_person;
alter table calendar_entry force row level security;
alter table calendar_entry alter column origin_id set not null,
  add unique nulls not distinct (institution_id, source, origin_id, item_id);
drop table calendar_entry_person;

-- A feed of anything: a country is named by its code and the public calendar by nothing.
alter table feed drop constraint feed_scope_kind_check;
alter table feed
  alter column scope_id type text using scope_id::text,
  add column cancelled text not null default 'show' check (cancelled in ('show', 'mark', 'hide')),
  add column alarm_minutes int check (alarm_minutes between 0 and 20160),
  add column revoked_reason text check (revoked_reason in ('replaced', 'revoked')),
  add column lapsed_at timestamptz,      -- first fetch that found the mandate ended
  add column content_hash bytea,         -- of what was served last, and since when it is so: Last-Modified
  add column content_at timestamptz;

-- Caches hear of every change that may alter a calendar, and of nothing else: institution, then what it concerns.
create function announce_calendar(institution uuid, concerned text) returns void language sql as
$$ select pg_notify('entente_calendar', institution || '|' || concerned) $$;

create function calendar_entry_changed() returns trigger language plpgsql as $$
begin
  perform announce_calendar(s.institution_id, s.kind || ':' || s.subject) from calendar_entry_subject s
    where s.institution_id = new.institution_id and s.entry_id = new.id;
  return null;
end $$;
create trigger announce after update on calendar_entry for each row execute function calendar_entry_changed();

create function calendar_subject_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then perform announce_calendar(old.institution_id, old.kind || ':' || old.subject);
  else perform announce_calendar(new.institution_id, new.kind || ':' || new.subject); end if;
  return null;
end $$;
create trigger announce after insert or delete on calendar_entry_subject for each row execute function calendar_subject_changed();

create function calendar_rights_changed() returns trigger language plpgsql as $$
declare
  concerned jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  -- First argument: what is concerned; second: the column that names it.
  perform announce_calendar((concerned ->> 'institution_id')::uuid, tg_argv[0] || coalesce(':' || (concerned ->> tg_argv[1]), ''));
  return null;
end $$;
create trigger announce after update of name, language, audience, confidential, cancelled, alarm_minutes, revoked_at, lapsed_at on feed
  for each row execute function calendar_rights_changed('feed', 'id');
create trigger announce after update of state, person_id on account for each row execute function calendar_rights_changed('account', 'id');
create trigger announce after insert or update or delete on role_grant for each row execute function calendar_rights_changed('account', 'account_id');
create trigger announce after insert or update or delete on seat for each row execute function calendar_rights_changed('person', 'person_id');
create trigger announce after update of body_id on activity for each row execute function calendar_rights_changed('activity', 'id');
create trigger announce after update of person_id on interpreter for each row execute function calendar_rights_changed('interpreter', 'id');
create trigger announce after insert or update or delete on vehicle for each row execute function calendar_rights_changed('drivers');
create trigger announce after update of name, accent, time_zone on institution for each row execute function calendar_rights_changed('institution');
