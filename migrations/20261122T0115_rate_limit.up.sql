-- Counters that hold across processes. Not a tenant's: the keys are digests. Unlogged: after a crash counting begins anew.
create unlogged table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limit_expire on rate_limit (expire);
