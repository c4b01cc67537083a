alter table programme_item
  drop column all_day, drop column layout, drop column seating, drop column pre_booked, drop column kept_conflicts;
do $$
declare one uuid;
begin
  for one in select institution_id from institution loop
    perform set_config('app.institution_id', one::text, true);
    delete from occupancy where institution_id = one and (block_id is not null or interprets);
  end loop;
end $$;
alter table occupancy drop column block_id, drop column tentative, drop column interprets;
drop table resource_block;
alter table interpreter drop column modes;
alter table vehicle drop column class;
alter table venue
  drop column kind, drop column layouts, drop column hours, drop column rooms, drop column phone, drop column note;
