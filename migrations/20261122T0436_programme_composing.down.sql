drop table programme_proposal;
alter table requested_meeting
  drop column people, drop column venues, drop column pair, drop column halves, drop column must, drop column weight;
