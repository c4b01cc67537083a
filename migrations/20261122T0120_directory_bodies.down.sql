drop table seat, body, membership, post, person, organisation;
