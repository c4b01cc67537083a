drop index event_of_activities;
