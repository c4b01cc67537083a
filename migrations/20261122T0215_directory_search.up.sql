-- Finding people by the beginning of each word of their names, in any script. `search_text` is written by the
-- application: folded words, each with a space before it. See docs/decisions/people-search.md.
create extension if not exists pg_trgm;
create index person_search on person using gin (search_text gin_trgm_ops);
create index person_country on person (institution_id, country);
create index membership_post on membership (institution_id, post_id);

-- Row security keeps LIKE from its index, since LIKE is not leakproof. This function runs as the owner and therefore
-- filters by institution itself; it takes no SQL, treats the wildcards of LIKE as nothing, and answers with ids only.
create function search_people(needle text, most int) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  house uuid := nullif(current_setting('app.institution_id', true), '')::uuid;
  patterns text[];
begin
  select array_agg('% ' || word || '%' order by length(word) desc) into patterns
    from regexp_split_to_table(translate(needle, '%_\', ''), '\s+') as word
   where word <> '';
  if house is null or patterns is null then return; end if;
  -- The longest word leads to the rows by the index; LIKE ALL, which no index serves, only checks them.
  return query
    select p.id from person p
     where p.institution_id = house and p.merged_into is null
       and p.search_text like patterns[1] and p.search_text like all (patterns)
     order by p.sort_name, p.id
     limit least(most, 1000);
end $$;
revoke all on function search_people(text, int) from public;

alter table body add column search_text text not null default '';

-- Names of the codes that ISO 3166-1 leaves to its users (AA, QM–QZ, XA–XZ, ZZ), as this institution uses them.
create table country_name (
  institution_id uuid not null references institution,
  code text not null check (code ~ '^(AA|Q[M-Z]|X[A-Z]|ZZ)$'),
  name jsonb not null,
  primary key (institution_id, code)
);
call make_tenant_table('country_name');
