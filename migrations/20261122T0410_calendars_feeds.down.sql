do $$
declare
  name text;
begin
  foreach name in array array['calendar_entry', 'calendar_entry_subject', 'feed', 'account', 'role_grant', 'seat', 'activity', 'interpreter', 'vehicle', 'institution'] loop
    execute format('drop trigger announce on %I', name);
  end loop;
end $$;
drop function calendar_rights_changed, calendar_subject_changed, calendar_entry_changed, announce_calendar;
alter table feed no force row level security;
delete from feed where scope_kind not in ('person', 'activity');
alter table feed force row level security;
alter table feed
  drop column content_at, drop column content_hash, drop column lapsed_at, drop column revoked_reason, drop column alarm_minutes, drop column cancelled,
  alter column scope_id type uuid using scope_id::uuid,
  add constraint feed_scope_kind_check check (scope_kind in ('person', 'activity'));
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
alter table calendar_entry_person no force row level security;
alter table calendar_entry_subject no force row level security;
insert into calendar_entry_person select institution_id, subject::uuid, entry_id from calendar_entry_subject where kind = 'person';
alter table calendar_entry_person force row level security;
drop table calendar_entry_subject;
alter table calendar_entry no force row level security;
delete from calendar_entry where activity_id is null or source <> 'programme';
alter table calendar_entry force row level security;
alter table calendar_entry alter column activity_id set not null, drop column format, drop column origin_id, drop column source,
  add unique nulls not distinct (institution_id, activity_id, item_id);
