import { Injectable } from '@nestjs/common';
import { DietsService } from '../../directory/diets.service.js';
import { LogisticsQueries } from '../../logistics/logistics.queries.js';
import { PublicHolidays } from '../../institution/public-holidays.service.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { formatDays } from '../../platform/i18n/format.js';
import { localized } from '../../platform/i18n/translate.js';
import { together } from '../../platform/database/together.js';
import { type Away, AwayQueries } from './away.queries.js';
import { type Presence, presenceOf } from './presence.rules.js';
import type { InterpreterAtLine, LineFacts, PersonAtLine, Turn, VenueAtLine } from './kinds/line-facts.js';

/** A line as it stands or as it was typed, as far as the rules of a line look at it. Times are wall times. */
export interface LineAsked {
  itemId: string | null;
  type: string;
  from: Temporal.PlainDateTime;
  until: Temporal.PlainDateTime;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  venueId: string | null;
  layout: string | null;
  menu: string | null;
  people: readonly { id: string; side: 'host' | 'guest' }[];
  interpreters: readonly { id: string; pair: string; mode: string }[];
  vehicles: readonly string[];
}

interface Term {
  starts_on: string | null;
  ends_on: string | null;
  precedence: number | null;
}

interface FactsRow {
  people: { id: string; name: string; languages: string[]; restricted: boolean; terms: Term[] | null }[] | null;
  venues: (Omit<VenueAtLine, 'name'> & { name: LocalizedText; layouts: { name: string; places: number }[] })[] | null;
  vehicles: { id: string; label: string; seats: number }[] | null;
  interpreters:
    | (Pick<InterpreterAtLine, 'id' | 'name' | 'pairs' | 'modes'> & {
        person_id: string;
        longest: number;
        rest: number;
        alone: (Turn & { item: string })[] | null;
      })[]
    | null;
  sitting: string[] | null;
  partner_country: string | null;
  home_country: string | null;
}

/** What the rules of a line must know of its people and things: a fixed number of statements, however many lines. */
@Injectable()
export class LineFactsQueries {
  constructor(
    private readonly db: Db,
    private readonly diets: DietsService,
    private readonly publicHolidays: PublicHolidays,
    private readonly logistics: LogisticsQueries,
    private readonly away: AwayQueries,
  ) {}

  /** Who is at the place of an activity when, by person, as far as arrivals and departures are noted. */
  async presence(activityId: string): Promise<Map<string, Presence>> {
    return presenceOf(await this.logistics.rides(activityId));
  }

  async of(activityId: string, lines: readonly LineAsked[]): Promise<LineFacts[]> {
    if (lines.length === 0) return [];
    const days = [...new Set(lines.map(({ from }) => from.toPlainDate().toString()))];
    const people = unique(lines.flatMap((line) => line.people.map(({ id }) => id)));
    const [firstDay, lastDay] = [days.toSorted()[0]!, days.toSorted().at(-1)!].map((day) =>
      Temporal.PlainDate.from(day),
    ) as [Temporal.PlainDate, Temporal.PlainDate];
    const [[row], presence, away] = await together(
      this.db.prepared<FactsRow>('programme.line_facts', FACTS, [
        Current.institutionId,
        activityId,
        people,
        unique(lines.flatMap(({ venueId }) => (venueId ? [venueId] : []))),
        unique(lines.flatMap(({ vehicles }) => vehicles)),
        unique(lines.flatMap(({ interpreters }) => interpreters.map(({ id }) => id))),
        days,
        ...spanOf(lines),
      ]),
      this.presence(activityId),
      this.away.of(activityId, people, firstDay, lastDay),
    );
    const facts = row!;
    const known = byId(facts.people);
    const venues = byId(facts.venues);
    const vehicles = byId(facts.vehicles);
    const interpreters = byId(facts.interpreters);
    const sitting = new Set(facts.sitting ?? []);
    const holidays = await this.holidays(days, [facts.home_country, facts.partner_country]);
    const diets = await this.dietsOf(lines, facts);
    return lines.map((line): LineFacts => {
      const day = line.from.toPlainDate().toString();
      const venue = line.venueId ? venues.get(line.venueId) : undefined;
      return {
        itemId: line.itemId,
        type: line.type,
        from: line.from,
        until: line.until,
        turn: { from: minuteOf(line.startsAt), until: minuteOf(line.endsAt) },
        layout: line.layout,
        menu: line.menu,
        venue: venue ? { ...venue, name: localized(venue.name) } : null,
        people: line.people.flatMap(({ id, side }): PersonAtLine[] => {
          const person = known.get(id);
          if (!person) return [];
          const { name, languages } = person;
          const { arrives, leaves } = presence.get(id) ?? { arrives: null, leaves: null };
          return [
            {
              ...{ id, side, name, languages, diet: diets.get(id) ?? null },
              ...standingOn(day, person.terms),
              away: awayOn(line.from.toPlainDate(), away.get(id)),
              arrives: arrives && minuteOf(arrives),
              leaves: leaves && minuteOf(leaves),
            },
          ];
        }),
        interpreters: line.interpreters.flatMap(({ id, pair, mode }) => {
          const one = interpreters.get(id);
          if (!one) return [];
          const { name, pairs, modes, person_id: personId, longest: longestShiftMinutes, rest: restMinutes } = one;
          const alone = (one.alone ?? []).filter(({ item }) => item !== line.itemId);
          return [{ id, name, pairs, modes, pair, mode, personId, longestShiftMinutes, restMinutes, alone }];
        }),
        vehicles: line.vehicles.flatMap((id) => {
          const car = vehicles.get(id);
          return car ? [{ id, name: car.label, seats: car.seats }] : [];
        }),
        sits: sitting.has(day),
        holidays: holidays.get(day) ?? [],
      };
    });
  }

  private async holidays(
    days: readonly string[],
    [home, partner]: [home: string | null, partner: string | null],
  ): Promise<Map<string, LineFacts['holidays']>> {
    const found = new Map<string, LineFacts['holidays'][number][]>();
    const [first, last] = [days.toSorted()[0]!, days.toSorted().at(-1)!].map((day) => Temporal.PlainDate.from(day));
    const asked: { country: string; side: 'host' | 'guest' }[] = [];
    if (home) asked.push({ country: home, side: 'host' });
    if (partner && partner !== home) asked.push({ country: partner, side: 'guest' });
    for (const { country, side } of asked) {
      for (const { day, name } of await this.publicHolidays.holidays(country, first!, last!)) {
        const one = { country, side, name: localized(name) };
        found.set(day.toString(), [...(found.get(day.toString()) ?? []), one]);
      }
    }
    return found;
  }

  // Only who sits at a table with a menu is asked about, and only who has a note at all.
  private dietsOf(lines: readonly LineAsked[], facts: FactsRow): Promise<Map<string, string>> {
    const noted = new Set((facts.people ?? []).filter(({ restricted }) => restricted).map(({ id }) => id));
    const eating = lines.filter(({ menu }) => menu?.trim()).flatMap(({ people }) => people.map(({ id }) => id));
    return this.diets.forChecking(unique(eating.filter((id) => noted.has(id))));
  }
}

/** Which rank somebody has on a day by posts and seats, and whether the last of them has ended before it. */
export function standingOn(day: string, terms: readonly Term[] | null): Pick<PersonAtLine, 'rank' | 'mandateEnded'> {
  const all = terms ?? [];
  const held = all.filter(
    ({ starts_on, ends_on }) => (starts_on === null || starts_on <= day) && (ends_on === null || ends_on >= day),
  );
  const ranks = held.flatMap(({ precedence }) => (precedence === null ? [] : [precedence]));
  const ended = all.flatMap(({ ends_on }) => (ends_on !== null && ends_on < day ? [ends_on] : [])).toSorted();
  return {
    rank: ranks.length > 0 ? Math.min(...ranks) : null,
    mandateEnded: held.length === 0 ? (ended.at(-1) ?? null) : null,
  };
}

function awayOn(day: Temporal.PlainDate, all: readonly Away[] = []): PersonAtLine['away'] {
  const { compare } = Temporal.PlainDate;
  const one = all.find(({ startsOn, endsOn }) => compare(startsOn, day) <= 0 && compare(day, endsOn) <= 0);
  return one ? { what: localized(one.title), days: formatDays(one.startsOn, one.endsOn) } : null;
}

/** As far around the lines as a turn may go on: beyond that nobody interprets without a rest. */
function spanOf(lines: readonly LineAsked[]): [Temporal.Instant, Temporal.Instant] {
  const starts = lines.map(({ startsAt }) => startsAt).toSorted(Temporal.Instant.compare);
  const ends = lines.map(({ endsAt }) => endsAt).toSorted(Temporal.Instant.compare);
  return [starts[0]!.subtract({ hours: LONGEST_TURN_HOURS }), ends.at(-1)!.add({ hours: LONGEST_TURN_HOURS })];
}

const LONGEST_TURN_HOURS = 16;
const minuteOf = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 60_000);
const unique = (ids: readonly string[]) => [...new Set(ids)];
const byId = <T extends { id: string }>(rows: readonly T[] | null) => new Map((rows ?? []).map((row) => [row.id, row]));

const FACTS = `select
  (select jsonb_agg(jsonb_build_object('id', p.known_as, 'name', trim(p.given_name || ' ' || p.family_name), 'languages', p.languages,
      'restricted', exists (select from travel_detail d where d.institution_id = $1 and d.person_id in (p.id, p.known_as)
         and d.field in ('diet', 'allergies', 'accessibility')), 'terms',
      (select jsonb_agg(jsonb_build_object('starts_on', m.starts_on, 'ends_on', m.ends_on, 'precedence', po.precedence))
         from membership m left join post po on po.institution_id = $1 and po.id = m.post_id
        where m.institution_id = $1 and m.person_id in (p.id, p.known_as))))
     from known_person p where p.institution_id = $1 and p.known_as = any($3::uuid[])) as people,
  (select jsonb_agg(jsonb_build_object('id', id, 'name', name, 'capacity', capacity, 'layouts', layouts, 'hours', hours))
     from venue where institution_id = $1 and id = any($4::uuid[])) as venues,
  (select jsonb_agg(jsonb_build_object('id', id, 'label', label, 'seats', seats))
     from vehicle where institution_id = $1 and id = any($5::uuid[])) as vehicles,
  (select jsonb_agg(jsonb_build_object('id', n.id, 'person_id', n.person_id, 'name', trim(p.given_name || ' ' || p.family_name),
      'pairs', n.pairs, 'modes', n.modes, 'longest', n.longest_shift_minutes, 'rest', n.rest_minutes, 'alone',
      (select jsonb_agg(jsonb_build_object('item', o.item_id, 'from', floor(extract(epoch from o.starts_at) / 60), 'until', floor(extract(epoch from o.ends_at) / 60)))
         from occupancy o
        where o.institution_id = $1 and o.resource_kind = 'interpreter' and o.known_id = n.id and o.item_id is not null
          and o.starts_at > $8 and o.starts_at < $9
          and not exists (select from item_interpreter x where x.institution_id = $1 and x.item_id = o.item_id and x.interpreter_id <> n.id))))
     from interpreter n join known_person p on p.institution_id = $1 and p.known_as = n.person_id
    where n.institution_id = $1 and n.id = any($6::uuid[])) as interpreters,
  (select jsonb_agg(day) from sitting_day where institution_id = $1 and day = any($7::date[])) as sitting,
  (select o.country from activity a join organisation o on o.institution_id = $1 and o.id = a.partner_id
    where a.institution_id = $1 and a.id = $2) as partner_country,
  (select country from institution where institution_id = $1) as home_country`;
