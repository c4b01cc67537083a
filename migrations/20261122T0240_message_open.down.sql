drop index message_open;
