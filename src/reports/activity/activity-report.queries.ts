import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { ReportState } from '../report.states.js';
import type { Direction, SpentRow } from './tally.rules.js';

/** What an activity report tells of: days, both included, and one body or all. */
export interface Period {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  bodyId: string | null;
}

interface OfActivity {
  activity_id: string;
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  direction: Direction;
}

export interface VisitRow extends OfActivity {
  country: string | null;
  /** Category of a reception, kind of a mission. */
  level: string | null;
  body_id: string | null;
  body: LocalizedText | null;
}

export interface ParticipantRow extends OfActivity {
  person_id: string;
  person: string;
  chamber: LocalizedText | null;
  faction: string | null;
  sex: 'female' | 'male' | null;
}

export interface CostOfRow extends OfActivity, SpentRow {}

export interface ReportRow extends OfActivity {
  state: ReportState | null;
  due_on: Temporal.PlainDate | null;
  submitted_at: Temporal.Instant | null;
}

/** A visit that was planned for a day, whatever became of it. */
export interface PlannedRow extends OfActivity {
  state: string;
  is_ahead: boolean;
  partner: LocalizedText | null;
  country: string | null;
}

/** What was never agreed is no plan. */
const NOT_PLANNED = ['draft', 'submitted', 'returned', 'proposed', 'rejected'];

/** What never took place counts nowhere, nor what is still a draft. */
const NOT_HELD = ['draft', 'submitted', 'returned', 'proposed', 'declined', 'postponed', 'cancelled', 'rejected'];

const HELD = `a.institution_id = $1 and a.kind in ('reception', 'mission') and a.starts_on between $2 and $3 and a.starts_on <= current_date
  and a.state <> all($4) and ($5::uuid is null or a.body_id = $5)`;
const SHARED = `a.id as activity_id, a.title, a.starts_on, case a.kind when 'reception' then 'received' else 'made' end as direction`;

/** The rows that an activity report counts, each set in one statement. A visit belongs to the day on which it begins. */
@Injectable()
export class ActivityReportQueries {
  constructor(private readonly db: Db) {}

  visits(period: Period): Promise<VisitRow[]> {
    return this.db.rows<VisitRow>(
      `select ${SHARED}, o.country, coalesce(r.category, m.kind) as level, a.body_id, b.name as body from activity a
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
         left join reception r on r.institution_id = a.institution_id and r.id = a.id
         left join mission m on m.institution_id = a.institution_id and m.id = a.id
         left join body b on b.institution_id = a.institution_id and b.id = a.body_id
        where ${HELD} order by a.starts_on, a.id`,
      this.held(period),
    );
  }

  /** Visits that were planned for these days: held, cancelled, postponed, declined, or still ahead. */
  planned({ from, until, bodyId }: Period): Promise<PlannedRow[]> {
    return this.db.rows<PlannedRow>(
      `select ${SHARED}, a.state, a.starts_on > current_date as is_ahead, o.name as partner, o.country from activity a
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
        where a.institution_id = $1 and a.kind in ('reception', 'mission') and a.starts_on between $2 and $3
          and a.state <> all($4) and ($5::uuid is null or a.body_id = $5)
        order by a.starts_on, a.id limit 5000`,
      [Current.institutionId, from, until, NOT_PLANNED, bodyId],
    );
  }

  /** Where commitments of a body are made: in the body itself and on its visits. */
  async sourcesOf(bodyId: string): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      'select id from activity where institution_id = $1 and body_id = $2 limit 20000',
      [Current.institutionId, bodyId],
    );
    return [bodyId, ...rows.map(({ id }) => id)];
  }

  /** Ours who took part: chamber and faction are those of the day on which it began. */
  participants(period: Period): Promise<ParticipantRow[]> {
    const belongs = (classification: string) =>
      `(select g.name from membership s join organisation g on g.institution_id = s.institution_id and g.id = s.organisation_id
         where s.institution_id = a.institution_id and s.person_id = p.id and g.classification = '${classification}'
           and coalesce(s.starts_on, a.starts_on) <= a.starts_on and coalesce(s.ends_on, a.starts_on) >= a.starts_on
         order by s.starts_on desc nulls last, s.id limit 1)`;
    return this.db.rows<ParticipantRow>(
      `select ${SHARED}, p.id as person_id, concat_ws(' ', nullif(p.given_name, ''), p.family_name) as person, p.gender as sex,
              ${belongs('chamber')} as chamber, coalesce(x.party, (${belongs('faction')}) ->> '${language()}', (${belongs('faction')}) ->> 'en') as faction
         from activity a
         join delegation d on d.institution_id = a.institution_id and d.activity_id = a.id and d.side = 'host'
         join delegation_member x on x.institution_id = d.institution_id and x.delegation_id = d.id
         join known_person p on p.institution_id = x.institution_id and p.known_as = x.person_id
        where ${HELD} order by a.starts_on, p.sort_name, x.id`,
      this.held(period),
    );
  }

  /** What each activity cost in the currency of the house, whoever paid; an activity without costs has no row. */
  costs(period: Period): Promise<CostOfRow[]> {
    return this.db.rows<CostOfRow>(
      `select ${SHARED}, extract(year from a.starts_on)::int as year, l.base_currency as currency, sum(l.base_minor)::bigint as minor
         from activity a
         join cost_line l on l.institution_id = a.institution_id and l.activity_id = a.id and l.estimate_id is null
        where ${HELD} group by a.institution_id, a.id, l.base_currency, a.title, a.starts_on, a.kind order by a.starts_on, a.id, l.base_currency`,
      this.held(period),
    );
  }

  reports(period: Period): Promise<ReportRow[]> {
    return this.db.rows<ReportRow>(
      `select ${SHARED}, r.state, r.due_on, r.submitted_at from activity a
         join report r on r.institution_id = a.institution_id and r.activity_id = a.id
        where ${HELD} order by a.starts_on, a.id`,
      this.held(period),
    );
  }

  /** Years in which something took place, the newest first, and bodies to choose among. */
  async choices(): Promise<{ years: number[]; bodies: { id: string; name: LocalizedText }[] }> {
    const years = await this.db.rows<{ year: number }>(
      `select distinct extract(year from starts_on)::int as year from activity where institution_id = $1 and starts_on <= current_date order by 1 desc`,
      [Current.institutionId],
    );
    const bodies = await this.db.rows<{ id: string; name: LocalizedText }>(
      'select id, name from body where institution_id = $1 order by kind, id limit 500',
      [Current.institutionId],
    );
    return { years: years.map(({ year }) => year), bodies };
  }

  private held({ from, until, bodyId }: Period): unknown[] {
    return [Current.institutionId, from, until, NOT_HELD, bodyId];
  }
}

// One of the languages of the interface, so it may stand in the statement.
const language = () => (Current.institution.locales[0] ?? 'en').replace(/[^a-zA-Z-]/g, '');
