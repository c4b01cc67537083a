import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { bestSlots, type Busy, type SlotFound, type TimeAsked } from './find-time.rules.js';
import { LogisticsQueries } from '../../logistics/logistics.queries.js';
import { AwayQueries } from '../conflicts/away.queries.js';
import { absences, presenceOf } from '../conflicts/presence.rules.js';
import { PublicHolidays } from '../../institution/public-holidays.service.js';
import { LONGEST_HOURS } from '../programme-item.entity.js';
import { knownResources } from '../conflicts/known-resource.js';

export interface FindTime {
  /** Of the directory. */
  people: string[];
  /** Who would be welcome, but need not be free. */
  wished?: string[];
  minutes: number;
  /** Both included. */
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  opens: Temporal.PlainTime;
  closes: Temporal.PlainTime;
  timeZone: string;
  venues?: string[];
  /** Any free room with so many places. */
  places?: number | null;
  pairs?: string[];
  half?: 'am' | 'pm' | null;
  /** Whose arrivals and departures are fixed points. */
  activityId?: string | null;
  /** A line that is to be moved does not stand in its own way. */
  itemId?: string | null;
}

export interface FoundTime extends Omit<SlotFound, 'start' | 'day'> {
  start: Temporal.ZonedDateTime;
  end: Temporal.ZonedDateTime;
}

interface TakenRow {
  kind: 'person' | 'venue' | 'interpreter';
  id: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

interface CandidatesRow {
  people: { id: string; name: string }[] | null;
  venues: { id: string; name: LocalizedText }[] | null;
  interpreters: { id: string; person_id: string; name: string; pairs: string[] }[] | null;
  sitting: string[] | null;
  country: string | null;
}

export const LONGEST_WINDOW_DAYS = 62;

/** The best times for a meeting: a few statements, the rest is reckoned. */
@Injectable()
export class FindTimeService {
  constructor(
    private readonly db: Db,
    private readonly publicHolidays: PublicHolidays,
    private readonly logistics: LogisticsQueries,
    private readonly journeys: AwayQueries,
  ) {}

  async find(asked: FindTime): Promise<FoundTime[]> {
    const { timeZone } = asked;
    const count = Math.min(LONGEST_WINDOW_DAYS, Math.max(0, asked.from.until(asked.until).total('days')) + 1);
    const days = Array.from({ length: count }, (_, n) => asked.from.add({ days: n }));
    const zero = asked.from.toZonedDateTime(timeZone).toInstant();
    const minute = (at: Temporal.Instant) => Math.round((at.epochMilliseconds - zero.epochMilliseconds) / 60_000);
    const at = (day: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
      minute(day.toZonedDateTime({ timeZone, plainTime }).toInstant());
    const everybody = [...new Set([...asked.people, ...(asked.wished ?? [])])];
    const candidates = await this.candidates(asked, everybody, days);
    const interpreters = candidates.interpreters ?? [];
    const end = zero.add({ hours: 24 * (count + 1) });
    const taken = await this.taken(
      [
        ...everybody.map((id) => ({ kind: 'person', id })),
        ...(candidates.venues ?? []).map(({ id }) => ({ kind: 'venue', id })),
        // Who interprets is a person: away or in another delegation counts as well.
        ...interpreters.flatMap(({ id, person_id }) => [
          { kind: 'interpreter', id },
          { kind: 'person', id: person_id },
        ]),
      ],
      zero,
      end,
      asked.itemId ?? null,
    );
    const busy = new Map<string, Busy[]>();
    for (const { kind, id, starts_at, ends_at } of taken) {
      const key = `${kind} ${id}`;
      const list = busy.get(key);
      const span = { from: minute(starts_at), until: minute(ends_at) };
      if (list) list.push(span);
      else busy.set(key, [span]);
    }
    const presence = presenceOf(asked.activityId ? await this.logistics.rides(asked.activityId) : []);
    const away = (id: string) =>
      absences(presence.get(id), zero, end).map((span) => ({ from: minute(span.from), until: minute(span.until) }));
    const journeys = await this.journeys.of(
      asked.activityId ?? null,
      [...everybody, ...interpreters.map(({ person_id }) => person_id)],
      days[0]!,
      days.at(-1)!,
    );
    const midnight = (day: Temporal.PlainDate) => minute(day.toZonedDateTime(timeZone).toInstant());
    const travels = (id: string) =>
      (journeys.get(id) ?? []).map(({ startsOn, endsOn }) => ({
        from: midnight(startsOn),
        until: midnight(endsOn.add({ days: 1 })),
      }));
    const busyOf = (kind: string, id: string) => busy.get(`${kind} ${id}`) ?? [];
    const needed = new Set(asked.people);
    const problem: TimeAsked = {
      minutes: asked.minutes,
      half: asked.half ?? null,
      days: days.map((day) => ({ from: at(day, asked.opens), until: at(day, asked.closes) })),
      opens: days.map(() => asked.opens.hour * 60 + asked.opens.minute),
      people: (candidates.people ?? []).map(({ id, name }) => ({
        id,
        name,
        isNeeded: needed.has(id),
        busy: [...busyOf('person', id), ...away(id), ...travels(id)],
      })),
      rooms: (candidates.venues ?? []).map(({ id, name }) => ({
        id,
        name: localized(name),
        busy: busyOf('venue', id),
      })),
      interpreters: (asked.pairs ?? []).map((pair) => ({
        pair,
        among: interpreters
          .filter(({ pairs }) => pairs.includes(pair) || pairs.includes(pair.split('-').toReversed().join('-')))
          .map(({ id, person_id, name }) => ({
            id,
            name,
            busy: [...busyOf('interpreter', id), ...busyOf('person', person_id), ...travels(person_id)],
          })),
      })),
      marked: await this.marked(days, candidates),
    };
    // A room was asked for and none is that large: nothing fits.
    if (wantsRoom(asked) && problem.rooms.length === 0) return [];
    return bestSlots(problem).map(({ start, score, room, interpreters: who, reasons }) => {
      const begins = zero.add({ minutes: start }).toZonedDateTimeISO(timeZone);
      return { score, room, interpreters: who, reasons, start: begins, end: begins.add({ minutes: asked.minutes }) };
    });
  }

  private async marked(days: Temporal.PlainDate[], { sitting, country }: CandidatesRow): Promise<Map<number, string>> {
    const marked = new Map<number, string>();
    const holidays =
      country && days.length > 0 ? await this.publicHolidays.holidays(country, days[0]!, days.at(-1)!) : [];
    days.forEach((day, n) => {
      const holiday = holidays.find((one) => one.day.equals(day));
      if (holiday) marked.set(n, localized(holiday.name));
      else if (sitting?.includes(day.toString())) marked.set(n, t('programme.find.sitting'));
      else if (day.dayOfWeek > 5) marked.set(n, t('programme.find.weekend'));
    });
    return marked;
  }

  private async candidates(asked: FindTime, people: string[], days: Temporal.PlainDate[]): Promise<CandidatesRow> {
    const pairs = (asked.pairs ?? []).flatMap((pair) => [pair, pair.split('-').toReversed().join('-')]);
    const [row] = await this.db.prepared<CandidatesRow>(
      'programme.find_time_candidates',
      `select
         (select jsonb_agg(jsonb_build_object('id', id, 'name', trim(given_name || ' ' || family_name)) order by sort_name)
            from person where institution_id = $1 and id = any($2::uuid[])) as people,
         (select jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name) order by v.capacity nulls last, v.id) from (
            select id, name, capacity from venue
             where institution_id = $1 and (id = any($3::uuid[]) or ($4::int is not null and capacity >= $4 and kind in ('room', 'hall', 'office')))
             order by capacity nulls last, id limit 60) v) as venues,
         (select jsonb_agg(jsonb_build_object('id', n.id, 'person_id', n.person_id, 'name', trim(p.given_name || ' ' || p.family_name), 'pairs', n.pairs) order by p.sort_name)
            from interpreter n join person p on p.institution_id = $1 and p.id = n.person_id
           where n.institution_id = $1 and n.pairs && $5::text[]) as interpreters,
         (select jsonb_agg(day) from sitting_day where institution_id = $1 and day = any($6::date[])) as sitting,
         (select country from institution where institution_id = $1) as country`,
      [
        Current.institutionId,
        people,
        asked.venues ?? [],
        asked.venues?.length ? null : (asked.places ?? null),
        pairs,
        days.map(String),
      ],
    );
    return row!;
  }

  private taken(
    resources: { kind: string; id: string }[],
    from: Temporal.Instant,
    until: Temporal.Instant,
    itemId: string | null,
  ): Promise<TakenRow[]> {
    return this.db.prepared<TakenRow>(
      'programme.find_time_taken',
      `select w.kind, w.id, o.starts_at, o.ends_at
         from ${knownResources('$2', '$3')} w
         -- One look-up for each of them: as a plain join it reads everybody's time.
         cross join lateral (
           select x.starts_at, x.ends_at from occupancy x
            where x.institution_id = $1 and x.resource_kind = w.kind and x.known_id = w.known_id
              and x.starts_at > $4::timestamptz - make_interval(hours => $7) and x.starts_at < $5::timestamptz and x.ends_at > $4::timestamptz
              and not x.tentative and x.item_id is distinct from $6::uuid
           offset 0) o`,
      [
        Current.institutionId,
        resources.map(({ kind }) => kind),
        resources.map(({ id }) => id),
        from,
        until,
        itemId,
        LONGEST_HOURS,
      ],
    );
  }
}

const wantsRoom = ({ venues, places }: FindTime) => (venues?.length ?? 0) > 0 || (places ?? 0) > 0;

/** Why a slot stands where it stands, in words. */
export function slotReasons({ reasons }: Pick<FoundTime, 'reasons'>): string[] {
  return reasons.map((reason) => {
    if (reason.kind === 'missing') return t('programme.find.missing', { names: reason.names.slice(0, 4).join(', ') });
    if (reason.kind === 'marked') return reason.why;
    if (reason.kind === 'half') return t(`programme.find.half_${reason.half}`);
    return t(`programme.find.${reason.kind}`, { count: 'count' in reason ? reason.count : 0 });
  });
}
