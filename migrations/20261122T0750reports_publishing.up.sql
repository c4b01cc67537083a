-- After the approval a report is tabled or filed, and may be published: what the public read then is fixed bytes of its own.
alter table report drop constraint report_state, drop constraint report_fixed;
alter table report
  add column tabled_on date,
  add column tabled_by text,
  add constraint report_state check (state in ('draft', 'submitted', 'returned', 'approved', 'tabled', 'filed', 'published')),
  add constraint report_fixed
    check (state not in ('approved', 'tabled', 'filed', 'published') or (approved_at is not null and register_number is not null));

create table report_publication (
  institution_id uuid not null references institution,
  id uuid not null,                     -- of the report
  content jsonb not null,
  content_hash text not null,
  published_at timestamptz not null,
  published_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, id) references report (institution_id, id),
  foreign key (institution_id, published_by) references account (institution_id, id)
);
create index report_publication_newest on report_publication (institution_id, published_at desc, id);
call make_tenant_table('report_publication');

-- What whoever checks a report says to a part of it.
create table report_comment (
  institution_id uuid not null references institution,
  id uuid not null,
  report_id uuid not null,
  section text not null,
  content text not null,
  author_id uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, report_id) references report (institution_id, id),
  foreign key (institution_id, author_id) references account (institution_id, id),
  foreign key (institution_id, resolved_by) references account (institution_id, id)
);
create index report_comment_of on report_comment (institution_id, report_id, id);
call make_tenant_table('report_comment');
