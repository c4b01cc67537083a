drop index idempotency_key_age;
