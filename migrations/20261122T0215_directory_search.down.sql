alter table body drop column search_text;
drop table country_name;
drop function search_people(text, int);
drop index membership_post;
drop index person_country;
drop index person_search;
drop extension pg_trgm;
