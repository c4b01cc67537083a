-- Who is asked: a person, two with one letter and one answer, or an office and whoever holds it; and through whom.
alter table recipient
  add column kind text not null default 'person' check (kind in ('person', 'pair', 'office')),
  add column second_name text,           -- of a pair; `name` has both
  add column post_id uuid,               -- the office
  add column care_of text not null default '',
  add foreign key (institution_id, post_id) references post (institution_id, id),
  add check (kind <> 'pair' or second_name is not null);
create index recipient_post on recipient (institution_id, post_id) where post_id is not null;
