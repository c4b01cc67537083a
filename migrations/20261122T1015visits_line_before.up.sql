-- A line as it stood before it was last edited, to take that edit back: one row a line, nothing kept for longer.
create table programme_item_before (
  institution_id uuid not null references institution,
  item_id uuid not null,
  content jsonb not null,
  item_version int not null,             -- of the line after the edit: whoever saved since then keeps what he saved
  primary key (institution_id, item_id),
  foreign key (institution_id, item_id) references programme_item (institution_id, id) on delete cascade
);
call make_tenant_table('programme_item_before');
