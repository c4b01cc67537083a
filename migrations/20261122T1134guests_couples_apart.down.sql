alter table seating_plan drop column couples_apart;
