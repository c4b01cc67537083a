-- Where a guest's letter goes by post; empty for what the directory has.
alter table recipient add column postal_address text not null default '';
