-- How often a worker has begun with it: after a few it has failed, whatever became of them.
alter table document_pack add column attempts int not null default 0;
