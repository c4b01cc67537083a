import { Injectable } from '@nestjs/common';
import type { Activity } from '../../activities/activity.entity.js';
import { ActivitiesQueries } from '../../activities/activities.queries.js';
import { LogisticsQueries } from '../../logistics/logistics.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { absences, presenceOf } from '../conflicts/presence.rules.js';
import { LONGEST_HOURS } from '../programme-item.entity.js';
import { ProgrammeQueries } from '../programme.queries.js';
import { ResourcesQueries } from '../resources/resources.queries.js';
import type { Fixed, Problem, Room, Span, Wish } from './problem.js';
import type { ProposalAsked } from './proposal.entity.js';
import { knownResources } from '../conflicts/known-resource.js';

interface TakenRow {
  kind: string;
  id: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  venue_id: string | null;
}

const LUNCH = { from: 12 * 60, until: 14 * 60 + 30 };
const REST = { from: 15 * 60, until: 18 * 60 };
/** Above this many times to choose among, the grid is of half hours. */
const MANY = 1500;

/** Gathers what a programme is composed of: wishes, fixed points, rooms, ways. */
@Injectable()
export class ProblemQueries {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly programme: ProgrammeQueries,
    private readonly resources: ResourcesQueries,
    private readonly logistics: LogisticsQueries,
  ) {}

  /** @returns the problem, and for each wish the meeting that asked for it (null: a meal or a rest) */
  async of(activity: Activity, asked: ProposalAsked): Promise<{ problem: Problem; meetings: (string | null)[] }> {
    const requested = await this.programme.requested(activity.id);
    const members = await this.activities.members(activity.id);
    const guests = members.filter(({ side }) => side === 'guest').map(({ person_id }) => person_id);
    const ids = [...new Set([...guests, ...requested.flatMap(({ people }) => people)])];
    const indexOf = new Map(ids.map((id, n) => [id, n]));
    const venues = await this.resources.venues();
    const inHouse = venues.filter(({ kind }) => ['room', 'hall', 'office'].includes(kind));
    const named = new Set(requested.flatMap((one) => one.venues));
    const usable = venues.filter((venue) => named.has(venue.id) || inHouse.includes(venue)).slice(0, 40);
    const distances = await this.resources.distances();
    const { siteOf, travel } = sitesOf(venues, distances);
    const interpreters = await this.resources.interpreters();
    const taken = await this.taken(activity, [
      ...ids.map((id) => ({ kind: 'person', id })),
      ...usable.map(({ id }) => ({ kind: 'venue', id })),
      ...interpreters.flatMap(({ id, person_id }) => [
        { kind: 'interpreter', id },
        { kind: 'person', id: person_id },
      ]),
    ]);
    const spans = (key: string): Fixed[] =>
      taken
        .filter(({ kind, id }) => `${kind} ${id}` === key)
        .flatMap((row) =>
          spansOf(activity, row.starts_at, row.ends_at).map((span) => ({
            ...span,
            site: row.venue_id ? (siteOf.get(row.venue_id) ?? null) : null,
          })),
        );
    // A line that names nobody is the whole delegation's.
    const lines = await this.programme.items(activity.id);
    const everybodys = lines
      .filter((line) => !line.cancelled && !line.all_day && line.track === null && line.participants.length === 0)
      .flatMap((line) =>
        spansOf(activity, line.starts_at, line.ends_at).map((span) => ({
          ...span,
          site: line.venue_id ? (siteOf.get(line.venue_id) ?? null) : null,
        })),
      );
    const people = await this.db.rows<{ id: string; name: string }>(
      `select id, trim(given_name || ' ' || family_name) as name from person where institution_id = $1 and id = any($2::uuid[])`,
      [Current.institutionId, ids],
    );
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const guestSet = new Set(guests);
    const presence = presenceOf(await this.logistics.rides(activity.id));
    const [begins, ends] = spanOf(activity);
    const away = (id: string): Fixed[] =>
      absences(presence.get(id), begins, ends).flatMap(({ from, until }) =>
        spansOf(activity, from, until).map((span) => ({ ...span, site: null })),
      );
    const rooms: Room[] = usable.map((venue) => ({
      id: venue.id,
      name: localized(venue.name),
      site: siteOf.get(venue.id) ?? 0,
      places: venue.capacity,
      busy: spans(`venue ${venue.id}`),
    }));
    const opens = minuteOf(asked.opens);
    const closes = minuteOf(asked.closes);
    const days = activity.days.map((day) => ({ day: day.toString(), opens, closes }));
    const wishes = requested.map((one): Wish => {
      const people = (one.people.length > 0 ? one.people : guests).flatMap((id) => indexOf.get(id) ?? []);
      const wanted = one.venues.length > 0 ? one.venues : inHouse.map(({ id }) => id);
      return {
        id: one.id,
        title: one.title,
        minutes: one.minutes,
        people,
        rooms: rooms.flatMap((room, n) =>
          wanted.includes(room.id) && (room.places === null || room.places >= people.length || one.venues.length > 0)
            ? [n]
            : [],
        ),
        halves: one.halves.flatMap((text) => {
          const [day, half] = text.split(':');
          const n = days.findIndex((other) => other.day === day);
          return n >= 0 && (half === 'am' || half === 'pm') ? [{ day: n, half }] : [];
        }),
        within: null,
        weight: one.weight,
        must: one.must,
        pair: one.pair,
      };
    });
    const everybody = guests.flatMap((id) => indexOf.get(id) ?? []);
    const meets = (some: Span, other: Span) =>
      some.day === other.day && some.from < other.until && other.from < some.until;
    // Nobody need be fed who comes after the meal or leaves before its end.
    const areThere = (span: Span) => guests.some((id) => !away(id).some((one) => meets(one, span)));
    const eaten = lines
      .filter(({ type, cancelled }) => type === 'meal' && !cancelled)
      .flatMap((line) => spansOf(activity, line.starts_at, line.ends_at));
    const together = (title: string, minutes: number, hours: { from: number; until: number }, weight: number): Wish[] =>
      days.flatMap((_, day): Wish[] => {
        const span = { day, ...hours };
        if (minutes <= 0 || everybody.length === 0 || !areThere(span)) return [];
        const people = { people: everybody, rooms: [], halves: [], pair: null };
        return [{ id: '', title, minutes, ...people, within: [span], weight, must: false }];
      });
    const meals = together(t('programme.compose.lunch'), asked.lunch, LUNCH, 3).filter(
      ({ within }) => !eaten.some((meal) => meets(meal, within![0]!)),
    );
    const rests = together(t('programme.compose.rest'), asked.rest, REST, 1);
    const slots = (wishes.length + meals.length + rests.length) * days.length * ((closes - opens) / 15);
    const all = [...wishes, ...meals, ...rests];
    return {
      meetings: all.map(({ id }) => id || null),
      problem: {
        step: slots > MANY ? 30 : 15,
        days,
        between: asked.between,
        people: ids.map((id) => ({
          id,
          name: names.get(id) ?? '…',
          fixed: [...spans(`person ${id}`), ...away(id), ...(guestSet.has(id) ? everybodys : [])],
        })),
        rooms,
        travel,
        interpreters: interpreters.map(({ id, person_id, name, pairs }) => ({
          id,
          name,
          pairs,
          busy: [...spans(`interpreter ${id}`), ...spans(`person ${person_id}`)],
        })),
        wishes: all,
      },
    };
  }

  private taken(activity: Activity, resources: { kind: string; id: string }[]): Promise<TakenRow[]> {
    const [from, until] = spanOf(activity);
    return this.db.rows<TakenRow>(
      `select w.kind, w.id, o.starts_at, o.ends_at, i.venue_id
         from ${knownResources('$2', '$3')} w
         -- One look-up for each of them: as a plain join it reads everybody's time.
         cross join lateral (
           select x.starts_at, x.ends_at, x.item_id from occupancy x
            where x.institution_id = $1 and x.resource_kind = w.kind and x.known_id = w.known_id and not x.tentative
              and x.starts_at > $4::timestamptz - make_interval(hours => $6) and x.starts_at < $5::timestamptz and x.ends_at > $4::timestamptz
           offset 0) o
         left join programme_item i on i.institution_id = $1 and i.id = o.item_id`,
      [
        Current.institutionId,
        resources.map(({ kind }) => kind),
        resources.map(({ id }) => id),
        from,
        until,
        LONGEST_HOURS,
      ],
    );
  }
}

/** From the first midnight of the place to the last. */
function spanOf(activity: Activity): [Temporal.Instant, Temporal.Instant] {
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(activity.timeZone).toInstant();
  return [midnight(activity.startsOn), midnight(activity.endsOn.add({ days: 1 }))];
}

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** A span of instants as minutes of the days it touches, by the wall clock of the place. */
function spansOf(activity: Activity, from: Temporal.Instant, until: Temporal.Instant): Span[] {
  return activity.days.flatMap((date, day) => {
    const midnight = date.toZonedDateTime(activity.timeZone);
    const next = midnight.add({ days: 1 });
    const [a, b] = [from.toZonedDateTimeISO(activity.timeZone), until.toZonedDateTimeISO(activity.timeZone)];
    const { compare } = Temporal.ZonedDateTime;
    if (compare(b, midnight) <= 0 || compare(a, next) >= 0) return [];
    return [
      {
        day,
        from: compare(a, midnight) <= 0 ? 0 : a.hour * 60 + a.minute,
        until: compare(b, next) >= 0 ? 1440 : b.hour * 60 + b.minute,
      },
    ];
  });
}

/** Houses: rooms under one address are one site; the way between two is the longest noted between their rooms, else none. */
function sitesOf(
  venues: { id: string; address: string; city: string }[],
  distances: { from_id: string; to_id: string; minutes: number }[],
): { siteOf: Map<string, number>; travel: number[][] } {
  const keys = new Map<string, number>();
  const siteOf = new Map<string, number>();
  for (const { id, address, city } of venues) {
    const key = address ? `${address} ${city}`.toLowerCase() : id;
    if (!keys.has(key)) keys.set(key, keys.size);
    siteOf.set(id, keys.get(key)!);
  }
  const travel = Array.from({ length: keys.size }, () => Array.from({ length: keys.size }, () => 0));
  for (const { from_id, to_id, minutes } of distances) {
    const [a, b] = [siteOf.get(from_id), siteOf.get(to_id)];
    if (a === undefined || b === undefined || a === b) continue;
    travel[a]![b] = Math.max(travel[a]![b]!, minutes);
    travel[b]![a] = travel[a]![b]!;
  }
  return { siteOf, travel };
}
