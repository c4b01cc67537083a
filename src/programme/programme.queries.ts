import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { Audience, EditionLine, Execution, ItemType } from './programme-item.entity.js';

export interface ItemRow {
  id: string;
  activity_id: string;
  type: ItemType;
  title: LocalizedText;
  starts_at_local: Temporal.PlainDateTime;
  start_zone: string;
  ends_at_local: Temporal.PlainDateTime;
  end_zone: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  venue_id: string | null;
  venue_name: LocalizedText | null;
  venue_address: string | null;
  venue_city: string | null;
  dress: string | null;
  menu: string | null;
  flags: string | null;
  gift: string | null;
  press: string | null;
  talking_points: string | null;
  internal_note: string | null;
  responsible: string | null;
  audiences: Audience[];
  track: string | null;
  confidential: boolean;
  cancelled: boolean;
  execution: Execution | null;
  execution_note: string | null;
  kept_reason: string | null;
  kept_conflicts: string[] | null;
  all_day: boolean;
  layout: string | null;
  seating: string | null;
  pre_booked: boolean;
  source_key: string | null;
  version: number;
  participants: ParticipantRow[];
  interpreters: { id: string; person_id: string; name: string; pair: string; mode: string }[];
  vehicles: { id: string; label: string; plate: string; driver: string }[];
}

export interface ParticipantRow {
  person_id: string;
  family_name: string;
  given_name: string;
  honorific: string | null;
  native_name: string | null;
  native_language: string | null;
  side: 'host' | 'guest';
  role: string | null;
}

export interface EditionRow {
  id: string;
  number: number;
  content: EditionLine[];
  released_at: Temporal.Instant;
  released_by_name: string | null;
}

export interface RequestedRow {
  id: string;
  title: string;
  minutes: number;
  asked_by: string;
  asked_on: Temporal.PlainDate | null;
  note: string | null;
  people: string[];
  venues: string[];
  pair: string | null;
  halves: string[];
  must: boolean;
  weight: number;
  version: number;
}

const ITEM = `i.id, i.activity_id, i.type, i.title, i.starts_at_local, i.start_zone, i.ends_at_local, i.end_zone, i.starts_at, i.ends_at, i.venue_id,
  v.name as venue_name, v.address as venue_address, v.city as venue_city, i.dress, i.menu, i.flags, i.gift, i.press, i.talking_points,
  i.internal_note, i.responsible, i.audiences, i.track, i.confidential, i.cancelled, i.execution, i.execution_note, i.kept_reason, i.kept_conflicts, i.all_day, i.layout, i.seating, i.pre_booked, i.source_key, i.version`;

/** Its interpreters and cars. */
const THINGS = `
  coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'person_id', n.person_id, 'name', trim(p.given_name || ' ' || p.family_name), 'pair', ii.pair, 'mode', ii.mode) order by p.sort_name)
    from item_interpreter ii join interpreter n on n.institution_id = ii.institution_id and n.id = ii.interpreter_id
    join known_person p on p.institution_id = n.institution_id and p.known_as = n.person_id
   where ii.institution_id = i.institution_id and ii.item_id = i.id), '[]') as interpreters,
  coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'label', w.label, 'plate', w.plate, 'driver', w.driver_name) order by w.label)
    from item_vehicle iv join vehicle w on w.institution_id = iv.institution_id and w.id = iv.vehicle_id
   where iv.institution_id = i.institution_id and iv.item_id = i.id), '[]') as vehicles`;

/** Who takes part, as one JSON array: the guests first, in their order of precedence. */
const PARTICIPANTS = `jsonb_agg(jsonb_build_object('person_id', ip.person_id, 'family_name', p.family_name, 'given_name', p.given_name,
      'honorific', p.honorific, 'native_name', p.native_name, 'native_language', p.native_language, 'side', ip.side, 'role', ip.role)
      order by ip.side desc, p.position nulls last, p.sort_name)`;

const itemsOf = (activityId: string) => `programme.items ${activityId}`;

@Injectable()
export class ProgrammeQueries {
  constructor(private readonly db: Db) {}

  /** The working programme, in order of time, with people and things: one statement. */
  items(activityId: string): Promise<ItemRow[]> {
    return this.db.once(itemsOf(activityId), () =>
      this.db.prepared<ItemRow>(
        'programme.items',
        // Everybody is looked up once, however many lines name them.
        `with ip as materialized (
           select p.* from programme_item i join item_participant p on p.institution_id = $1 and p.item_id = i.id
            where i.institution_id = $1 and i.activity_id = $2),
         p as materialized (
           select d.person_id, k.family_name, k.given_name, k.honorific, k.native_name, k.native_language, k.sort_name, m.position
             from (select distinct person_id from ip) d join known_person k on k.institution_id = $1 and k.known_as = d.person_id
             left join delegation_member m on m.institution_id = $1 and m.activity_id = $2 and m.person_id = d.person_id),
         taking as materialized (select ip.item_id, ${PARTICIPANTS} as participants from ip join p using (person_id) group by ip.item_id)
         select ${ITEM}, coalesce(taking.participants, '[]') as participants, ${THINGS}
           from programme_item i left join venue v on v.institution_id = i.institution_id and v.id = i.venue_id
           left join taking on taking.item_id = i.id
          where i.institution_id = $1 and i.activity_id = $2 order by i.starts_at, i.track nulls first, i.id`,
        [Current.institutionId, activityId],
      ),
    );
  }

  /** The same where this unit of work has asked for it already, else nothing. */
  itemsAsked(activityId: string): Promise<ItemRow[]> | undefined {
    return this.db.asked(itemsOf(activityId));
  }

  async item(id: string): Promise<ItemRow | null> {
    const [row] = await this.db.rows<ItemRow>(
      `select ${ITEM},
              coalesce((select ${PARTICIPANTS} from item_participant ip join lateral (
                 select k.family_name, k.given_name, k.honorific, k.native_name, k.native_language, k.sort_name, m.position
                   from known_person k
                   left join delegation_member m on m.institution_id = $1 and m.activity_id = i.activity_id and m.person_id = ip.person_id
                  where k.institution_id = $1 and k.known_as = ip.person_id) p on true
                where ip.institution_id = $1 and ip.item_id = i.id), '[]') as participants, ${THINGS}
         from programme_item i left join venue v on v.institution_id = i.institution_id and v.id = i.venue_id
        where i.institution_id = $1 and i.id = $2`,
      [Current.institutionId, id],
    );
    return row ?? null;
  }

  async latestEdition(activityId: string): Promise<EditionRow | null> {
    const [row] = await this.editions(activityId, 1);
    return row ?? null;
  }

  async edition(activityId: string, number: number): Promise<EditionRow | null> {
    if (!Number.isSafeInteger(number) || number < 1 || number > 1_000_000) return null;
    const [row] = await this.db.rows<EditionRow>(
      `select e.id, e.number, e.content, e.released_at, a.name as released_by_name
         from edition e left join account a on a.institution_id = e.institution_id and a.id = e.released_by
        where e.institution_id = $1 and e.activity_id = $2 and e.number = $3`,
      [Current.institutionId, activityId, number],
    );
    return row ?? null;
  }

  editions(activityId: string, limit = 50): Promise<EditionRow[]> {
    return this.db.prepared<EditionRow>(
      'programme.editions',
      `select e.id, e.number, e.content, e.released_at, a.name as released_by_name
         from edition e left join account a on a.institution_id = e.institution_id and a.id = e.released_by
        where e.institution_id = $1 and e.activity_id = $2 order by e.number desc limit $3`,
      [Current.institutionId, activityId, limit],
    );
  }

  /** Meetings asked for and not placed. */
  requested(activityId: string): Promise<RequestedRow[]> {
    return this.db.prepared<RequestedRow>(
      'programme.requested',
      `select id, title, minutes, asked_by, asked_on, note, people, venues, pair, halves, must, weight, version from requested_meeting
        where institution_id = $1 and activity_id = $2 and item_id is null order by created_at, id`,
      [Current.institutionId, activityId],
    );
  }

  venues(): Promise<
    {
      id: string;
      name: LocalizedText;
      capacity: number | null;
      city: string;
      layouts: { name: string; places: number }[];
    }[]
  > {
    return this.db.rows(
      'select id, name, capacity, city, layouts from venue where institution_id = $1 order by name ->> $2, id limit 500',
      [Current.institutionId, Current.locale],
    );
  }

  vehicles(): Promise<{ id: string; label: string; plate: string; seats: number }[]> {
    return this.db.rows(
      'select id, label, plate, seats from vehicle where institution_id = $1 order by label, id limit 500',
      [Current.institutionId],
    );
  }

  interpreters(): Promise<
    { id: string; person_id: string; name: string; pairs: string[]; longest_shift_minutes: number }[]
  > {
    return this.db.rows(
      `select n.id, n.person_id, trim(p.given_name || ' ' || p.family_name) as name, n.pairs, n.longest_shift_minutes
         from interpreter n join known_person p on p.institution_id = n.institution_id and p.known_as = n.person_id
        where n.institution_id = $1 order by p.sort_name, n.id limit 500`,
      [Current.institutionId],
    );
  }

  /** Lines of today, for the first page: one statement for all activities. */
  onDay(
    from: Temporal.Instant,
    to: Temporal.Instant,
  ): Promise<
    (Pick<ItemRow, 'id' | 'activity_id' | 'type' | 'title' | 'starts_at' | 'ends_at' | 'start_zone' | 'venue_name'> & {
      activity_title: LocalizedText;
      partner_country: string | null;
    })[]
  > {
    return this.db.rows(
      `select i.id, i.activity_id, i.type, i.title, i.starts_at, i.ends_at, i.start_zone, v.name as venue_name, a.title as activity_title, o.country as partner_country
         from programme_item i join activity a on a.institution_id = i.institution_id and a.id = i.activity_id
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
         left join venue v on v.institution_id = i.institution_id and v.id = i.venue_id
        where i.institution_id = $1 and i.starts_at >= $2 and i.starts_at < $3 and not i.cancelled order by i.starts_at, i.id limit 100`,
      [Current.institutionId, from, to],
    );
  }
}
