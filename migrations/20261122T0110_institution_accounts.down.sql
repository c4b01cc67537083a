drop table access_token, account_ticket, session, role_grant, account, register_sequence, sitting_day, convocation;
