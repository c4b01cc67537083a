-- What waits for somebody is looked up for every first page.
create index mailing_open on mailing (institution_id, updated_at) where state in ('draft', 'awaiting', 'approved');
