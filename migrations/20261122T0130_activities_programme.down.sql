drop table edition, requested_meeting, occupancy, item_vehicle, item_interpreter, item_participant, programme_item, interpreter,
  vehicle, venue_distance, venue, reception, delegation_member, delegation, activity_step, activity;
