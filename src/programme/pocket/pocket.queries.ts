import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { changedLines } from '../editions/edition.rules.js';
import type { EditionLine } from '../programme-item.entity.js';
import { ProgrammeQueries } from '../programme.queries.js';

export interface PocketLine extends EditionLine {
  /** What the edition before said of the time, where it said otherwise: `19:00`. */
  was: string | null;
  isNew: boolean;
  interpreterNames: string[];
  cars: { label: string; driver: string; phone: string }[];
  latitude: number | null;
  longitude: number | null;
}

export interface Pocket {
  activity: {
    title: LocalizedText;
    timeZone: string;
    partnerTimeZone: string | null;
    startsOn: Temporal.PlainDate;
    endsOn: Temporal.PlainDate;
  };
  number: number;
  releasedAt: Temporal.Instant;
  lines: PocketLine[];
}

/** What a guest's telephone shows: the edition that stands, and of it only what is meant for the pocket. Never the draft. */
@Injectable()
export class PocketQueries {
  constructor(
    private readonly db: Db,
    private readonly programme: ProgrammeQueries,
  ) {}

  /** Null before the first edition, and once the activity is cancelled. */
  async of(activityId: string): Promise<Pocket | null> {
    const [latest, before] = await this.programme.editions(activityId, 2);
    const [activity] = await this.db.rows<{
      title: LocalizedText;
      time_zone: string;
      partner_time_zone: string | null;
      starts_on: Temporal.PlainDate;
      ends_on: Temporal.PlainDate;
    }>(
      `select title, time_zone, partner_time_zone, starts_on, ends_on from activity
        where institution_id = $1 and id = $2 and state not in ('cancelled', 'declined')`,
      [Current.institutionId, activityId],
    );
    if (!latest || !activity) return null;
    const shown = latest.content.filter(({ audiences, confidential }) => audiences.includes('pocket') && !confidential);
    const changes = new Map(changedLines(before?.content ?? [], latest.content).map((change) => [change.id, change]));
    const things = await this.things(shown);
    return {
      activity: {
        title: activity.title,
        timeZone: activity.time_zone,
        partnerTimeZone: activity.partner_time_zone,
        startsOn: activity.starts_on,
        endsOn: activity.ends_on,
      },
      number: latest.number,
      releasedAt: latest.released_at,
      lines: shown
        .map((line): PocketLine => {
          const change = before ? changes.get(line.id) : undefined;
          const hasMoved = change?.before && change.fields.includes('start');
          const venue = things.venues.get(line.venueId ?? '');
          return {
            ...line,
            was: hasMoved ? change.before!.start.slice(11) : null,
            isNew: change?.kind === 'added',
            interpreterNames: line.interpreters.flatMap(({ personId }) => things.people.get(personId) ?? []),
            cars: line.vehicles.flatMap((id) => things.cars.get(id) ?? []),
            latitude: venue?.latitude ?? null,
            longitude: venue?.longitude ?? null,
          };
        })
        .toSorted((a, b) => (a.start < b.start ? -1 : 1)),
    };
  }

  private async things(lines: readonly EditionLine[]) {
    const [row] = await this.db.rows<{
      people: { id: string; name: string }[] | null;
      cars: { id: string; label: string; driver: string; phone: string }[] | null;
      venues: { id: string; latitude: number | null; longitude: number | null }[] | null;
    }>(
      `select (select jsonb_agg(jsonb_build_object('id', id, 'name', trim(given_name || ' ' || family_name)))
                 from person where institution_id = $1 and id = any($2::uuid[])) as people,
              (select jsonb_agg(jsonb_build_object('id', id, 'label', label, 'driver', driver_name, 'phone', driver_phone))
                 from vehicle where institution_id = $1 and id = any($3::uuid[])) as cars,
              (select jsonb_agg(jsonb_build_object('id', id, 'latitude', latitude, 'longitude', longitude))
                 from venue where institution_id = $1 and id = any($4::uuid[])) as venues`,
      [
        Current.institutionId,
        lines.flatMap(({ interpreters }) => interpreters.map(({ personId }) => personId)),
        lines.flatMap(({ vehicles }) => vehicles),
        lines.flatMap(({ venueId }) => venueId ?? []),
      ],
    );
    return {
      people: new Map(row?.people?.map(({ id, name }) => [id, name])),
      cars: new Map(row?.cars?.map((car) => [car.id, car])),
      venues: new Map(row?.venues?.map((venue) => [venue.id, venue])),
    };
  }
}
