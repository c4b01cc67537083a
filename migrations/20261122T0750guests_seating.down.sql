drop table seating_plan;
