drop table logistics_member, logistics_entry;
