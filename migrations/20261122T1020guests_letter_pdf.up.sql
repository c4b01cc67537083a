-- The letter as PDF goes along with the mail where the mailing says so. What it says is kept with the message; it is set
-- by the worker that sends it.
alter table mailing add column with_letter boolean not null default false;
alter table message add column attachment jsonb;       -- { maker, name, matter }: who makes the file, what it is called, what it says
