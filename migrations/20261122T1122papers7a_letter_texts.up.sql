-- The text that somebody wrote for this letter alone, as plain paragraphs; none for the words of the house.
alter table document add column own_text text;
