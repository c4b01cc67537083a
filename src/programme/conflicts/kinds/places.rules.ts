import type { LineRule } from './line-facts.js';

/** The room holds who takes part, in the layout chosen where one is. Interpreters in a booth need no chair. */
export const theRoomHoldsThem: LineRule = ({ venue, layout, people }) => {
  const places = venue?.layouts.find(({ name }) => name === layout)?.places ?? venue?.capacity;
  return venue && places && people.length > places
    ? [{ kind: 'capacity', resourceKind: 'venue', resourceId: venue.id, resourceName: venue.name, minutes: places }]
    : [];
};

/** The cars have a seat for each. */
export const theCarsHoldThem: LineRule = ({ vehicles, people }) => {
  const seats = vehicles.reduce((sum, vehicle) => sum + vehicle.seats, 0);
  const [first] = vehicles;
  return first && people.length > seats
    ? [{ kind: 'seats', resourceKind: 'vehicle', resourceId: first.id, resourceName: first.name, minutes: seats }]
    : [];
};

/** The house is open from the beginning to the end. What lasts over midnight is asked of the day it begins. */
export const theHouseIsOpen: LineRule = ({ venue, from, until }) => {
  if (!venue?.hours) return [];
  const open = venue.hours[String(from.dayOfWeek)];
  const closes = open && from.toPlainDate().toPlainDateTime(open[1]);
  const isOpen =
    open &&
    Temporal.PlainTime.compare(from.toPlainTime(), Temporal.PlainTime.from(open[0])) >= 0 &&
    Temporal.PlainDateTime.compare(until, closes!) <= 0;
  if (isOpen) return [];
  return [
    {
      kind: 'closed',
      resourceKind: 'venue',
      resourceId: venue.id,
      resourceName: venue.name,
      words: { opens: open?.[0] ?? '', closes: open?.[1] ?? '', isOpen: open ? 'yes' : 'no' },
    },
  ];
};
