-- One institution with 5,000 people and 200,000 programme items among 200 institutions. Set-based, with names that mean nothing.
-- The rows fit each other by construction; checking two million references one by one would take minutes.
set local session_replication_role = replica;

create temporary table i as
  select n, gen_random_uuid() as id, case n when 1 then 'bench' else 'other-' || n end as slug from generate_series(1, 200) n;
analyze i;
insert into institution (institution_id, slug, name, country, time_zone, locales)
  select id, slug, jsonb_build_object('en', 'Parliament ' || n), 'XE', 'Europe/Minsk', '{en,fr,ru}' from i;

create temporary table org as
  select i.id as inst, i.n, k, gen_random_uuid() as id from i, generate_series(1, case when i.n = 1 then 120 else 4 end) k;
analyze org;
insert into organisation (institution_id, id, classification, name, country, search_text)
  select inst, id, 'parliament', jsonb_build_object('en', 'Assembly of Land ' || k), chr(65 + k % 26) || chr(65 + (k / 26) % 26), 'assembly of land ' || k from org;

create temporary table pers as
  select i.id as inst, i.n, k, gen_random_uuid() as id from i, generate_series(1, case when i.n = 1 then 5000 else 40 end) k;
analyze pers;
insert into person (institution_id, id, family_name, given_name, sort_name, search_text, country, languages)
  select inst, id, 'Family' || lpad(k::text, 5, '0'), 'Given' || k % 300, 'family' || lpad(k::text, 5, '0'), 'family' || k || ' given' || k % 300, 'XE', '{en}' from pers;

create temporary table ven as
  select i.id as inst, i.n, k, gen_random_uuid() as id from i, generate_series(1, case when i.n = 1 then 80 else 3 end) k;
analyze ven;
insert into venue (institution_id, id, name, city, capacity) select inst, id, jsonb_build_object('en', 'Hall ' || k), 'Minsk', 40 + k from ven;
insert into venue_distance (institution_id, from_venue_id, to_venue_id, minutes)
  select a.inst, a.id, b.id, 5 + (a.k + b.k) % 40 from ven a join ven b on a.inst = b.inst and a.id <> b.id;

create temporary table intp as
  select inst, n, k, id as person_id, gen_random_uuid() as id from pers where k <= case when n = 1 then 60 else 2 end;
analyze intp;
insert into interpreter (institution_id, id, person_id, pairs)
  select inst, id, person_id, array[(array['en-fr', 'en-ru', 'fr-ru'])[1 + k % 3]] from intp;

create temporary table act as
  select i.id as inst, i.n, k, gen_random_uuid() as id, date '2021-01-04' + (k * 3650 / case when i.n = 1 then 8000 else 5 end) as starts
    from i, generate_series(1, case when i.n = 1 then 8000 else 5 end) k;
analyze act;
insert into activity (institution_id, id, kind, state, title, partner_id, starts_on, ends_on, time_zone, city)
  select a.inst, a.id, 'reception', (array['programme-draft', 'completed', 'closed', 'in-progress'])[1 + a.k % 4],
         jsonb_build_object('en', 'Visit ' || a.k, 'ru', 'Визит ' || a.k), o.id, a.starts, a.starts + 2, 'Europe/Minsk', 'Minsk'
    from act a join org o on o.inst = a.inst and o.k = 1 + a.k % case when a.n = 1 then 120 else 4 end;
insert into reception (institution_id, id, category, basis, purpose) select inst, id, 'working', 'Plan', 'Talks' from act;
insert into activity_step (institution_id, id, activity_id, from_state, to_state) select inst, gen_random_uuid(), id, '', 'proposed' from act;

create temporary table del as
  select a.inst, a.n, a.k, a.id as act_id, side, gen_random_uuid() as id from act a, unnest(array['host', 'guest']) side;
analyze del;
insert into delegation (institution_id, id, activity_id, side, organisation_id)
  select d.inst, d.id, d.act_id, d.side, o.id from del d join org o on o.inst = d.inst and o.k = 1 + d.k % case when d.n = 1 then 120 else 4 end;
create temporary table mem as
  select d.*, m, p.id as person_id from del d cross join generate_series(1, 8) m
    join pers p on p.inst = d.inst and p.k = 1 + (d.k * 16 + m + case d.side when 'guest' then 8 else 0 end) % case when d.n = 1 then 5000 else 40 end;
analyze mem;
insert into delegation_member (institution_id, id, delegation_id, activity_id, person_id, role, position)
  select inst, gen_random_uuid(), id, act_id, person_id, case m when 1 then 'head' else 'member' end, m from mem;

create temporary table item as
  select a.inst, a.n, a.k, a.id as act_id, j, gen_random_uuid() as id, ((a.starts + (j % 3)) + make_interval(mins => 480 + (j / 3) * 90)) as local
    from act a, generate_series(0, 24) j;
analyze item;
insert into programme_item (institution_id, id, activity_id, type, title, starts_at_local, start_zone, ends_at_local, end_zone, starts_at, ends_at, venue_id, audiences)
  select t.inst, t.id, t.act_id, (array['meeting', 'meal', 'transfer', 'honours', 'culture'])[1 + t.j % 5], jsonb_build_object('en', 'Line ' || t.j, 'ru', 'Пункт ' || t.j),
         local, 'Europe/Minsk', local + interval '60 minutes', 'Europe/Minsk', local at time zone 'Europe/Minsk', (local + interval '60 minutes') at time zone 'Europe/Minsk',
         v.id, '{guest,working,pocket}'
    from item t join ven v on v.inst = t.inst and v.k = 1 + (t.k * 7 + t.j) % case when t.n = 1 then 80 else 3 end;
create temporary table part as
  select t.inst, t.id as item_id, t.act_id, t.local, m.person_id, m.side from item t join mem m on m.act_id = t.act_id and (m.m + t.j) % 3 = 0;
analyze part;
insert into item_participant (institution_id, item_id, person_id, side) select inst, item_id, person_id, side from part on conflict do nothing;
create temporary table inter as
  select t.inst, t.id as item_id, t.act_id, t.local, p.id as interpreter_id from item t join intp p on p.inst = t.inst and p.k = 1 + (t.k + t.j) % case when t.n = 1 then 60 else 2 end where t.j % 2 = 0;
analyze inter;
insert into item_interpreter (institution_id, item_id, interpreter_id, pair) select inst, item_id, interpreter_id, 'en-fr' from inter;
insert into occupancy (institution_id, id, resource_kind, resource_id, item_id, activity_id, starts_at, ends_at)
  select inst, gen_random_uuid(), kind, resource_id, item_id, act_id, local at time zone 'Europe/Minsk', (local + interval '60 minutes') at time zone 'Europe/Minsk'
    from (select inst, 'person' as kind, person_id as resource_id, item_id, act_id, local from part
          union all select inst, 'interpreter', interpreter_id, item_id, act_id, local from inter
          union all select p.institution_id, 'venue', p.venue_id, p.id, p.activity_id, p.starts_at_local from programme_item p) taken;
insert into event (institution_id, id, type, subject_id, activity_id, occurred_at)
  select inst, gen_random_uuid(), 'programme.item_placed', id, act_id, now() - make_interval(mins => j * 7 + k) from item where n = 1 and j < 6;
