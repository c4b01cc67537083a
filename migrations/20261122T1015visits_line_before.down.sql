drop table programme_item_before;
