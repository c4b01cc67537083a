alter table document no force row level security;
alter table document_pack no force row level security;
update document set kind = 'table-plan', subject = '' where kind = 'seating-plan'
   and id in (select distinct on (institution_id, activity_id, language) id from document where kind = 'seating-plan' order by institution_id, activity_id, language, id);
update document_pack set papers = replace(papers::text, '"seating-plan"', '"table-plan"')::jsonb where papers::text like '%"seating-plan"%';
alter table document force row level security;
alter table document_pack force row level security;
