-- Each table of an activity has a plan and cards of its own: what was kept of all of them together goes to the first.
alter table document no force row level security;
alter table document_pack no force row level security;
alter table document_word_template no force row level security;
alter table seating_plan no force row level security;
alter table programme_item no force row level security;
update document d set
  kind = case d.kind when 'table-plan' then 'seating-plan' else d.kind end,
  subject = coalesce((
    select s.id::text from seating_plan s
      left join programme_item p on p.institution_id = s.institution_id and p.id = s.item_id
     where s.institution_id = d.institution_id and s.activity_id = d.activity_id order by p.starts_at nulls first, s.id limit 1), '')
 where d.kind in ('table-plan', 'place-cards') and d.subject = '';
-- A pack that was made keeps its papers by the names that are known.
update document_pack set papers = replace(papers::text, '"table-plan"', '"seating-plan"')::jsonb where papers::text like '%"table-plan"%';
-- Its places are others now.
delete from document_word_template where template = 'seating-plan';
alter table document force row level security;
alter table document_pack force row level security;
alter table document_word_template force row level security;
alter table seating_plan force row level security;
alter table programme_item force row level security;
