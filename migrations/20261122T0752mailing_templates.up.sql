-- The institution's own words around a letter. Versions are kept; where none is in force, the shipped template is.
create table mail_template (
  institution_id uuid not null references institution,
  id uuid not null,
  kind text not null check (kind in ('save_the_date', 'invitation', 'reminder', 'update', 'place', 'cancellation', 'thanks')),
  number int not null,
  html text not null,
  body_text text not null,
  author_id uuid,
  in_force boolean not null default false,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(), version int not null default 1,
  primary key (institution_id, id),
  unique (institution_id, kind, number),
  foreign key (institution_id, author_id) references account (institution_id, id)
);
create unique index mail_template_in_force on mail_template (institution_id, kind) where in_force;
call make_tenant_table('mail_template');
