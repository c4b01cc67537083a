-- What a guest's calendar proposes instead: start and end, place, words.
alter table inbound_mail add column proposal jsonb;
