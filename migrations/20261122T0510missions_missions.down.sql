drop table mission_clearance, mission_leg, mission_task, mission, activity_version;
