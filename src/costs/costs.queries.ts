import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { ClaimState, CostCategory, Payer } from './cost-line.entity.js';

export interface LineRow {
  id: string;
  estimate_id: string | null;
  category: CostCategory;
  payer: Payer;
  person_id: string | null;
  person: string | null;
  claimed: boolean;
  label: string;
  minor: number;
  currency: string;
  rate: string;
  rate_on: Temporal.PlainDate;
  base_minor: number;
  base_currency: string;
}

export interface EstimateRow {
  id: string;
  number: number;
  state: 'draft' | 'submitted' | 'returned' | 'cleared';
  submitted_by: string | null;
  cleared_name: string | null;
  decided_at: Temporal.Instant | null;
  return_reason: string | null;
}

export interface ClaimRow {
  id: string;
  person_id: string;
  person: string;
  state: ClaimState;
  submitted_by: string | null;
  checked_by: string | null;
  return_reason: string | null;
  /** In the currency of the house: what was laid out, and what was advanced. */
  claimed: number;
  advanced: number;
}

export interface AdvanceRow {
  id: string;
  person_id: string;
  person: string;
  minor: number;
  currency: string;
  base_minor: number;
  given_on: Temporal.PlainDate;
}

const PERSON = `concat_ws(' ', nullif(p.given_name, ''), p.family_name) as person`;

/** Reads of money; each one statement. */
@Injectable()
export class CostsQueries {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesQueries,
    private readonly kinds: ActivityKinds,
  ) {}

  /** The newest first. */
  estimates(activityId: string): Promise<EstimateRow[]> {
    return this.db.rows<EstimateRow>(
      `select e.id, e.number, e.state, e.submitted_by, n.name as cleared_name, e.decided_at, e.return_reason from cost_estimate e
         left join account n on n.institution_id = e.institution_id and n.id = e.cleared_by
        where e.institution_id = $1 and e.activity_id = $2 order by e.number desc`,
      [Current.institutionId, activityId],
    );
  }

  /** Lines of the latest estimate, and what it really cost. */
  lines(activityId: string): Promise<LineRow[]> {
    return this.db.rows<LineRow>(
      `select l.id, l.estimate_id, l.category, l.payer, p.id as person_id, ${PERSON}, l.claimed, l.label, l.minor, l.currency, l.rate::text as rate,
              l.rate_on, l.base_minor, l.base_currency
         from cost_line l left join known_person p on p.institution_id = l.institution_id and p.known_as = l.person_id
        where l.institution_id = $1 and l.activity_id = $2 and (l.estimate_id is null or l.estimate_id =
          (select id from cost_estimate where institution_id = $1 and activity_id = $2 order by number desc limit 1))
        order by l.category, p.sort_name nulls first, l.id`,
      [Current.institutionId, activityId],
    );
  }

  /** Of two entries of one person that were merged the money counts once: with the claim of its own entry, else with the person's first. */
  claims(activityId: string): Promise<ClaimRow[]> {
    const sum = (column: 'claimed' | 'advanced') => `coalesce((select sum(m.${column}) from money m where m.known_id = c.known_id
                 and (m.person_id = c.person_id or (c.place = 1 and not exists (select from claim o where o.person_id = m.person_id)))), 0)::bigint as ${column}`; // prettier-ignore
    return this.db.rows<ClaimRow>(
      `with claim as (
         select c.*, p.id as known_id, p.sort_name, ${PERSON}, row_number() over (partition by p.id order by c.person_id = p.id desc, c.id) as place
           from expense_claim c join known_person p on p.institution_id = c.institution_id and p.known_as = c.person_id
          where c.institution_id = $1 and c.activity_id = $2),
       money as (
         select x.*, a.known_id from (
           select person_id, base_minor as claimed, 0 as advanced from cost_line where institution_id = $1 and activity_id = $2 and claimed
           union all select person_id, 0, base_minor from cost_advance where institution_id = $1 and activity_id = $2) x
           join person a on a.institution_id = $1 and a.id = x.person_id)
       select c.id, c.known_id as person_id, c.person, c.state, c.submitted_by, c.checked_by, c.return_reason, ${sum('claimed')}, ${sum('advanced')}
         from claim c order by c.sort_name, c.id`,
      [Current.institutionId, activityId],
    );
  }

  /** The claim of a person, under whichever entry it was opened; locked, for a verb. */
  async claimOf(activityId: string, personId: string): Promise<{ id: string; state: ClaimState } | undefined> {
    const [row] = await this.db.rows<{ id: string; state: ClaimState }>(
      `select c.id, c.state from expense_claim c join person a on a.institution_id = c.institution_id and a.id = c.person_id
        where c.institution_id = $1 and c.activity_id = $2 and a.known_id = (select known_id from person where institution_id = $1 and id = $3)
        order by c.person_id = $3 desc, c.person_id = a.known_id desc, c.id limit 1 for update of c`,
      [Current.institutionId, activityId, personId],
    );
    return row;
  }

  /** Whether two ids are entries of one person. */
  async isSamePerson(one: string, other: string): Promise<boolean> {
    const rows = await this.db.rows(
      'select 1 from person a join person b on b.institution_id = $1 and b.known_id = a.known_id where a.institution_id = $1 and a.id = $2 and b.id = $3',
      [Current.institutionId, one, other],
    );
    return rows.length > 0;
  }

  advances(activityId: string): Promise<AdvanceRow[]> {
    return this.db.rows<AdvanceRow>(
      `select v.id, p.id as person_id, ${PERSON}, v.minor, v.currency, v.base_minor, v.given_on
         from cost_advance v join known_person p on p.institution_id = v.institution_id and p.known_as = v.person_id
        where v.institution_id = $1 and v.activity_id = $2 order by v.given_on, v.id`,
      [Current.institutionId, activityId],
    );
  }

  async isCleared(activityId: string): Promise<boolean> {
    return (await this.estimates(activityId))[0]?.state === 'cleared';
  }

  /** Whether nobody owes or is owed: claims are paid or recovered, and whoever laid out or was advanced anything has one. */
  async isSettled(activityId: string): Promise<boolean> {
    const [row] = await this.db.rows<{ open: boolean }>(
      `select exists (select 1 from expense_claim where institution_id = $1 and activity_id = $2 and state not in ('paid', 'recovered'))
           or exists (select 1 from (select person_id from cost_advance where institution_id = $1 and activity_id = $2
                 union select person_id from cost_line where institution_id = $1 and activity_id = $2 and claimed) x
               join person a on a.institution_id = $1 and a.id = x.person_id
               where not exists (select 1 from expense_claim c join person b on b.institution_id = $1 and b.id = c.person_id
                 where c.institution_id = $1 and c.activity_id = $2 and b.known_id = a.known_id))
           as open`,
      [Current.institutionId, activityId],
    );
    return !row?.open;
  }

  /** Activities whose estimate waits for finance, the next first. */
  awaiting(
    accountId: string,
  ): Promise<{ id: string; title: Record<string, string>; starts_on: Temporal.PlainDate; body_id: string | null }[]> {
    return this.db.rows(
      `select a.id, a.title, a.starts_on, a.body_id from cost_estimate e
         join activity a on a.institution_id = e.institution_id and a.id = e.activity_id
        where e.institution_id = $1 and e.state = 'submitted' and e.submitted_by is distinct from $2 order by a.starts_on, a.id limit 20`,
      [Current.institutionId, accountId],
    );
  }

  /** The days of the activity with where each is spent, as far as its kind knows, to compute allowances from. */
  async stay(
    activityId: string,
  ): Promise<{ day: Temporal.PlainDate; country: string; meals: boolean; lodging: boolean }[]> {
    const row = await this.activities.header(activityId);
    const known = await this.kinds.of(row.kind).stay?.(activityId);
    const places = new Map(known?.days.map(({ day, country }) => [day.toString(), country]));
    const count = row.starts_on.until(row.ends_on).days + 1;
    return Array.from({ length: Math.min(count, 120) }, (_, n) => row.starts_on.add({ days: n })).map((day) => ({
      day,
      country: places.get(day.toString()) ?? row.partner_country ?? '',
      meals: known?.meals ?? false,
      lodging: known?.lodging ?? false,
    }));
  }
}
