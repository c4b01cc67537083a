-- Of a pair of whom one comes, who it is: card, plan and door name nobody else.
alter table recipient add column alone text check (alone in ('first', 'second'));
update recipient set alone = 'first' where kind = 'pair' and companions = 0 and state in ('accepted', 'attended', 'no_show', 'tentative', 'waiting');
