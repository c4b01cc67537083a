drop function institution_ids();
drop function institution_of_slug(text);
drop table tick, idempotency_key, stored_file, message_history, message, event, institution_key, institution;
drop procedure make_tenant_table(text);
