-- The night looks for old keys.
create index idempotency_key_age on idempotency_key (institution_id, created_at);
