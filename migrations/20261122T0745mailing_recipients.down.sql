alter table recipient drop column kind, drop column second_name, drop column post_id, drop column care_of;
