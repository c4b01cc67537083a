drop index mailing_open;
