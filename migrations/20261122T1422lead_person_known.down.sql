drop index person_known;
