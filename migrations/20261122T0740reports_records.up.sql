-- What a report kept by hand in tables of its own moves to where it is kept for the whole house: gifts into their register,
-- commitments among the commitments, costs among the costs. Proposals stay with the report.
alter table report
  add column records jsonb,
  add column returned_sections jsonb,
  add column confidential text[] not null default '{}';

with rows as (
  select r.institution_id, r.activity_id, g.row, coalesce(nullif(g.row ->> 'party', ''), o.name ->> 'en', '–') as party, a.partner_id,
         least(a.ends_on, current_date) as on_day, g.n
    from report r
    join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
    left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
    cross join lateral jsonb_array_elements(r.facts #> '{tables,gifts,rows}') with ordinality as g(row, n)
), numbered as (
  select *, extract(year from on_day)::int as year,
         row_number() over (partition by institution_id, extract(year from on_day) order by on_day, activity_id, n)
           + coalesce((select last_number from register_sequence s where s.institution_id = rows.institution_id and s.kind = 'gift'
               and s.year = extract(year from on_day)::int), 0) as number
    from rows
)
insert into gift (institution_id, id, number, year, direction, description, on_day, activity_id, party, partner_id, value_minor, currency,
                  search_text)
select institution_id, gen_random_uuid(), number, year, row ->> 'direction', row ->> 'description', on_day, activity_id, party, partner_id,
       (row #>> '{value,minor}')::bigint, row #>> '{value,currency}', ' ' || lower((row ->> 'description') || ' ' || party)
  from numbered;

insert into register_sequence (institution_id, kind, year, last_number)
select institution_id, 'gift', year, max(number) from gift group by institution_id, year
on conflict (institution_id, kind, year) do update set last_number = excluded.last_number;

insert into commitment (institution_id, id, content, side, responsible, partner_id, agreed_on, due_on, source_kind, source_id, search_text)
select r.institution_id, gen_random_uuid(), c.row ->> 'text', c.row ->> 'side', coalesce(c.row ->> 'responsible', ''), a.partner_id, a.ends_on,
       (c.row ->> 'due')::date, 'report', r.activity_id, ' ' || lower(c.row ->> 'text')
  from report r
  join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
  cross join lateral jsonb_array_elements(r.facts #> '{tables,commitments,rows}') as c(row)
 where c.row ->> 'kind' = 'commitment';

-- Nobody wrote down a rate: each amount stays in its own currency.
insert into cost_line (institution_id, id, activity_id, estimate_id, category, payer, person_id, claimed, label, minor, currency, rate, rate_on,
                       base_minor, base_currency, is_computed)
select r.institution_id, gen_random_uuid(), r.activity_id, null, c.row ->> 'category', 'sender', null, false, coalesce(c.row ->> 'label', ''),
       (c.row ->> 'minor')::bigint, c.row ->> 'currency', 1, a.ends_on, (c.row ->> 'minor')::bigint, c.row ->> 'currency', false
  from report r
  join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
  cross join lateral jsonb_array_elements(r.facts #> '{tables,costs,rows}') as c(row);

update report set facts = jsonb_set(facts, '{tables}', jsonb_build_object('proposals', jsonb_build_object('version', 1, 'rows', coalesce((
  select jsonb_agg(jsonb_build_object('text', c.row ->> 'text', 'responsible', coalesce(c.row ->> 'responsible', ''), 'due', c.row -> 'due') order by c.n)
    from jsonb_array_elements(facts #> '{tables,commitments,rows}') with ordinality as c(row, n) where c.row ->> 'kind' = 'proposal'), '[]'))));
