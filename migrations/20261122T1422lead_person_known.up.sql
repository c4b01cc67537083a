-- All names that one person goes by are asked for by every calendar of a person; without this the whole directory was read for it.
create index person_known on person (institution_id, known_id);
