-- What guests may answer, how many places there are, and who waits for one.
alter table invitation
  add capacity int check (capacity >= 0),
  add places_taken int not null default 0,
  add companions_allowed int not null default 10 check (companions_allowed between 0 and 10),
  add companion_names boolean not null default false,
  add representatives boolean not null default true,
  add questions jsonb not null default '[]';

alter table recipient
  add companion_names jsonb not null default '[]',
  add representative jsonb,              -- {name, post, contact}
  add replies jsonb not null default '{}',
  add waiting_since timestamptz,
  add placed_at timestamptz;             -- when a place came free for one who waited
create index recipient_waiting on recipient (institution_id, invitation_id, waiting_since, id) where state = 'waiting';
create index recipient_placed on recipient (institution_id, placed_at desc) where placed_at is not null;

alter table answer drop constraint answer_answer_check;
alter table answer add constraint answer_answer_check check (answer in ('accepted', 'represented', 'declined', 'tentative'));
alter table answer add details jsonb not null default '{}';

-- A place is one chair: the guest's and each companion's; whoever is sent instead takes one.
create function places_of(state text, companions int) returns int language sql immutable as
$$ select case state when 'accepted' then 1 + companions when 'represented' then 1 else 0 end $$;

do $$
declare one uuid;
begin
  for one in select institution_ids() loop
    perform set_config('app.institution_id', one::text, true);
    update invitation i set places_taken = coalesce((select sum(places_of(r.state, r.companions)) from recipient r
      where r.institution_id = i.institution_id and r.invitation_id = i.id), 0);
  end loop;
end $$;

-- The database itself counts, and refuses one chair too many, whichever way an answer came.
alter table invitation add constraint invitation_places check (capacity is null or places_taken <= capacity);
create function count_places() returns trigger language plpgsql as $$
declare change int := 0;
begin
  if tg_op <> 'DELETE' then change := change + places_of(new.state, new.companions); end if;
  if tg_op <> 'INSERT' then change := change - places_of(old.state, old.companions); end if;
  if change <> 0 then
    update invitation set places_taken = places_taken + change
     where institution_id = coalesce(new.institution_id, old.institution_id) and id = coalesce(new.invitation_id, old.invitation_id);
  end if;
  return null;
end $$;
create trigger recipient_places after insert or update of state, companions or delete on recipient
  for each row execute function count_places();
