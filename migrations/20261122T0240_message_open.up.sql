-- Mail that is still to go: the minute's look for messages without a job must not read the sent ones.
create index message_open on message (institution_id, created_at) where state in ('queued', 'sending', 'deferred', 'unknown');
