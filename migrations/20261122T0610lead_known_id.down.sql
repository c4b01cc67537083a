drop view known_person;
alter table person drop column known_id;
create view known_person with (security_invoker = true) as
  select a.id as known_as, p.*
    from person a join person p on p.institution_id = a.institution_id and p.id = coalesce(a.merged_into, a.id);
