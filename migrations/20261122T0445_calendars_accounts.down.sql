drop table webhook_delivery, webhook, feed_member;
alter table feed drop column sync_floor, drop column serial;
drop function institution_of_app_password;
drop table app_password;
