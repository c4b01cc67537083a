import ICAL from 'ical.js';

// A yearly rule from 1601 on has fewer.
const MOST_ONSETS = 1000;

// The rules of zones, as zone compilers and Outlook write them. The parser's iterator never ends on some others.
const YEARLY_RULE =
  /^FREQ=YEARLY(?:;(?:INTERVAL=1|BYMONTH=\d\d?|BYDAY=[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)|WKST=[A-Z]{2}|UNTIL=[\dTZ:-]+))+$/;

/** The offset (seconds east of UTC) at the start of a range, and each change inside it. */
export interface ZoneTransitions {
  readonly initial: number;
  readonly changes: readonly { readonly at: Temporal.Instant; readonly offset: number }[];
}

/** What the runtime's zone data says of a zone between two instants. */
export function realTransitions(zone: string, from: Temporal.Instant, to: Temporal.Instant): ZoneTransitions {
  const start = from.toZonedDateTimeISO(zone);
  const changes = [];
  for (
    let next = start.getTimeZoneTransition('next');
    next && before(next.toInstant(), to);
    next = next.getTimeZoneTransition('next')
  ) {
    changes.push({ at: next.toInstant(), offset: next.offsetNanoseconds / 1e9 });
  }
  return { initial: start.offsetNanoseconds / 1e9, changes };
}

/** A rule that no zone needs, and that is not expanded. */
export class UnusualZoneRule extends Error {}

/**
 * What a VTIMEZONE says of the same range, expanded as a calendar program would; null when its observances contradict
 * each other. Fails with UnusualZoneRule, and with the parser's error when the block cannot be read.
 */
export function blockTransitions(block: string, from: Temporal.Instant, to: Temporal.Instant): ZoneTransitions | null {
  const onsets = onsetsOf(new ICAL.Component(ICAL.parse(block) as unknown[]), to);
  let initial = onsets[0]?.from;
  let valid = initial;
  const changes = [];
  for (const onset of onsets) {
    if (onset.from !== valid) return null;
    if (before(from, onset.at)) {
      if (onset.to !== valid) changes.push({ at: onset.at, offset: onset.to });
    } else initial = onset.to;
    valid = onset.to;
  }
  return initial === undefined ? null : { initial, changes };
}

export function sameTransitions(one: ZoneTransitions | null, other: ZoneTransitions): boolean {
  if (one?.initial !== other.initial || one.changes.length !== other.changes.length) return false;
  return one.changes.every(
    ({ at, offset }, i) => other.changes[i]?.offset === offset && other.changes[i].at.equals(at),
  );
}

interface Onset {
  readonly at: Temporal.Instant;
  readonly from: number;
  readonly to: number;
}

function onsetsOf(zone: ICAL.Component, until: Temporal.Instant): Onset[] {
  const onsets: Onset[] = [];
  for (const observance of [...zone.getAllSubcomponents('standard'), ...zone.getAllSubcomponents('daylight')]) {
    const from = offsetOf(observance, 'tzoffsetfrom');
    const to = offsetOf(observance, 'tzoffsetto');
    for (const wall of wallTimes(observance, until)) onsets.push({ at: wall.subtract({ seconds: from }), from, to });
  }
  return onsets.sort((a, b) => Temporal.Instant.compare(a.at, b.at)).filter(({ at }) => before(at, until));
}

function* wallTimes(observance: ICAL.Component, until: Temporal.Instant): Generator<Temporal.Instant> {
  const start = observance.getFirstPropertyValue('dtstart') as ICAL.Time;
  const rule = observance.getFirstPropertyValue('rrule') as ICAL.Recur | null;
  if (!rule) {
    yield asIfUtc(start);
    for (const more of observance.getAllProperties('rdate').flatMap((dates) => dates.getValues() as ICAL.Time[]))
      yield asIfUtc(more);
    return;
  }
  if (!YEARLY_RULE.test(rule.toString())) throw new UnusualZoneRule();
  const last = until.add({ hours: 48 });
  const dates = rule.iterator(start);
  let date = dates.next();
  for (let count = 0; date && count < MOST_ONSETS && before(asIfUtc(date), last); count++, date = dates.next())
    yield asIfUtc(date);
}

function offsetOf(observance: ICAL.Component, name: string): number {
  return (observance.getFirstPropertyValue(name) as ICAL.UtcOffset).toSeconds();
}

// Onsets are wall times without a zone; the observance's own TZOFFSETFROM makes them instants.
function asIfUtc(time: ICAL.Time): Temporal.Instant {
  const { year, month, day, hour, minute, second } = time;
  return new Temporal.PlainDateTime(year, month, day, hour, minute, second).toZonedDateTime('UTC').toInstant();
}

function before(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
