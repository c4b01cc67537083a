import { Injectable } from '@nestjs/common';
import { PartnerContacts } from '../../directory/partner-contacts.registry.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { visibleTo } from '../activity.rules.js';
import type { YearOfVisits } from './visits.rules.js';

export interface ComingRow {
  id: string;
  kind: string;
  state: string;
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  city: string;
}

export interface DormantRow {
  id: string;
  name: LocalizedText;
  country: string | null;
  classification: string;
  last_visit: Temporal.PlainDate | null;
  last_contact: Temporal.PlainDate | null;
  bodies: number;
  next_visit: Temporal.PlainDate | null;
}

/** What never took place counts nowhere. */
const NOT_HELD = ['declined', 'postponed', 'cancelled', 'rejected'];

/** Visits to and from partners, over the years. */
@Injectable()
export class PartnerVisits {
  constructor(
    private readonly db: Db,
    private readonly contacts: PartnerContacts,
  ) {}

  /** Receptions are received, missions are made; sessions and conferences are neither. A visit belongs to the year it begins in. */
  byYear(organisationIds: readonly string[], today: Temporal.PlainDate): Promise<YearOfVisits[]> {
    return this.db.rows<YearOfVisits>(
      `select extract(year from starts_on)::int as year,
              (count(*) filter (where kind = 'reception' and starts_on <= $3))::int as received,
              (count(*) filter (where kind = 'mission' and starts_on <= $3))::int as made,
              (count(*) filter (where kind = 'reception' and starts_on > $3))::int as "receivedPlanned",
              (count(*) filter (where kind = 'mission' and starts_on > $3))::int as "madePlanned"
         from activity where institution_id = $1 and partner_id = any($2::uuid[]) and kind in ('reception', 'mission')
          and state <> all($4) group by 1 order by 1`,
      [Current.institutionId, organisationIds, today, NOT_HELD],
    );
  }

  /** The next activities with them that the reader may see. */
  coming(organisationIds: readonly string[], today: Temporal.PlainDate): Promise<ComingRow[]> {
    const seen = visibleTo(Current.maybeActor);
    const all = seen === 'all';
    return this.db.rows<ComingRow>(
      `select id, kind, state, title, starts_on, ends_on, city from activity
        where institution_id = $1 and partner_id = any($2::uuid[]) and ends_on >= $3 and state <> all($4)
          and ($5 or id = any($6::uuid[]) or body_id = any($7::uuid[]))
        order by starts_on, id limit 8`,
      [
        Current.institutionId,
        organisationIds,
        today,
        NOT_HELD,
        all,
        all ? [] : seen.activityIds,
        all ? [] : seen.bodyIds,
      ],
    );
  }

  /**
   * Partners, with all that belongs to them, with whom there was neither visit nor contact since a day: those visited before,
   * and those for whom a body exists. The longest asleep first. Two statements and one for each source of contacts.
   */
  async dormantSince(since: Temporal.PlainDate, country?: string): Promise<DormantRow[]> {
    const rows = await this.db.rows<DormantRow & { family: string[] }>(
      `with recursive tree as (
         select o.id as root, o.id from organisation o join institution i on i.institution_id = o.institution_id
          where o.institution_id = $1 and o.classification in ('parliament', 'ipo') and o.country is distinct from i.country
            and ($2::text is null or o.country = $2)
         union select t.root, o.id from organisation o join tree t on o.parent_id = t.id where o.institution_id = $1)
       select r.id, r.name, r.country, r.classification, f.family,
              (select max(a.ends_on) from activity a where a.institution_id = $1 and a.partner_id = any(f.family)
                 and a.starts_on <= $3 and a.state <> all($4)) as last_visit,
              (select min(a.starts_on) from activity a where a.institution_id = $1 and a.partner_id = any(f.family)
                 and a.starts_on > $3 and a.state <> all($4)) as next_visit,
              (select count(*)::int from body b where b.institution_id = $1 and b.partner_id = any(f.family)
                 and b.dissolved_on is null) as bodies, null as last_contact
         from (select root, array_agg(id) as family from tree group by root) f
         join organisation r on r.institution_id = $1 and r.id = f.root`,
      [Current.institutionId, country ?? null, Temporal.Now.plainDateISO(Current.institution.timeZone), NOT_HELD],
    );
    const contacts = await this.contacts.last();
    const { compare } = Temporal.PlainDate;
    return rows
      .map(({ family, ...row }) => {
        const days = family.flatMap((id) => contacts.get(id) ?? []);
        return { ...row, last_contact: days.toSorted(compare).at(-1) ?? null };
      })
      .filter((row) => {
        const last = latest(row);
        return last === null ? row.bodies > 0 : compare(last, since) < 0;
      })
      .toSorted((a, b) => `${latest(a) ?? ''}`.localeCompare(`${latest(b) ?? ''}`) || a.id.localeCompare(b.id));
  }
}

/** The last visit or contact, whichever was later. */
export function latest(row: Pick<DormantRow, 'last_visit' | 'last_contact'>): Temporal.PlainDate | null {
  const days = [row.last_visit, row.last_contact].filter((day) => day !== null);
  return days.toSorted(Temporal.PlainDate.compare).at(-1) ?? null;
}
