alter table membership drop column appointed_by, drop column convocation_id, drop column on_behalf_of_id, drop column state;
alter table post drop column address_forms, drop column may_sign, drop column single_holder, drop column rank_id;
drop table precedence_rank;
drop table country_fact;
drop index organisation_parent;
alter table organisation drop column is_exclusive, drop column identifiers, drop column contacts, drop column dissolved_on,
  drop column founded_on, drop column website, drop column abbreviation, drop column former_names;
drop view known_person;
drop table person_distinct;
drop table person_merge;
drop table person_key;
drop table travel_retention;
drop table travel_detail;
drop index person_merged;
alter table person drop column note, drop column identifiers, drop column contacts, drop column language_levels,
  drop column photo_consent_on, drop column photo_id, drop column death_date, drop column birth_date, drop column pronunciation,
  drop column address_forms, drop column other_names, drop column sort_as, drop column name_order, drop column patronymic,
  add column restricted bytea;
