import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import type { Training } from './training.fields.js';
import type { ClearanceKind, HostBenefit, LegMode, MissionKind } from './mission.entity.js';

export interface MissionRow {
  id: string;
  state: string;
  title: LocalizedText;
  partner_id: string;
  partner_name: LocalizedText | null;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  time_zone: string;
  city: string;
  body_id: string | null;
  responsible_id: string | null;
  /** Of the activity. */
  version: number;
  kind: MissionKind;
  basis: string;
  unplanned_reason: string;
  purpose: string;
  countries: string[];
  transit: string[];
  funding: string;
  host_pays: HostBenefit[];
  host_pays_note: string;
  placement: string;
  training: Training;
  needs_security: boolean;
  order_number: string | null;
  order_issued_on: Temporal.PlainDate | null;
  report_due_on: Temporal.PlainDate | null;
  /** Of the mission: tasks and journey. */
  plan_version: number;
}

export interface TaskRow {
  id: string;
  kind: 'task' | 'directive';
  content: string;
  responsible: string;
}

export interface LegRow {
  id: string;
  mode: LegMode;
  number: string;
  from_place: string;
  from_country: string;
  departs_at_local: Temporal.PlainDateTime;
  depart_zone: string;
  departs_at: Temporal.Instant;
  to_place: string;
  to_country: string;
  arrives_at_local: Temporal.PlainDateTime;
  arrive_zone: string;
  arrives_at: Temporal.Instant;
  note: string;
}

export interface ClearanceRow {
  kind: ClearanceKind;
  cleared_at: Temporal.Instant;
  name: string | null;
  note: string;
}

export interface OverdueRow {
  id: string;
  title: LocalizedText;
  report_due_on: Temporal.PlainDate;
}

const COLUMNS = `a.id, a.state, a.title, a.partner_id, o.name as partner_name, a.starts_on, a.ends_on, a.time_zone, a.city, a.body_id,
  a.responsible_id, a.version, m.kind, m.basis, m.unplanned_reason, m.purpose, m.countries, m.transit, m.funding, m.host_pays, m.host_pays_note,
  m.placement, m.training, m.needs_security, m.order_number, m.order_issued_on, m.report_due_on, m.version as plan_version`;

@Injectable()
export class MissionsQueries {
  constructor(private readonly db: Db) {}

  /** @throws NotFound */
  async one(id: string): Promise<MissionRow & { has_call: boolean }> {
    const [row] = /^[0-9a-f-]{36}$/.test(id)
      ? await this.db.rows<MissionRow & { has_call: boolean }>(
          `select ${COLUMNS}, exists (select from mission_call c where c.institution_id = $1 and c.id = $2) as has_call
             from activity a
             join mission m on m.institution_id = a.institution_id and m.id = a.id
             left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
            where a.institution_id = $1 and a.id = $2`,
          [Current.institutionId, id],
        )
      : [];
    if (!row) throw new NotFound();
    return row;
  }

  tasks(id: string): Promise<TaskRow[]> {
    return this.db.rows<TaskRow>(
      'select id, kind, content, responsible from mission_task where institution_id = $1 and mission_id = $2 order by position',
      [Current.institutionId, id],
    );
  }

  /** In the order of departure. */
  legs(id: string): Promise<LegRow[]> {
    return this.db.rows<LegRow>(
      `select id, mode, number, from_place, from_country, departs_at_local, depart_zone, departs_at, to_place, to_country, arrives_at_local,
              arrive_zone, arrives_at, note
         from mission_leg where institution_id = $1 and mission_id = $2 order by departs_at, id`,
      [Current.institutionId, id],
    );
  }

  clearances(id: string): Promise<ClearanceRow[]> {
    return this.db.rows<ClearanceRow>(
      `select c.kind, c.cleared_at, c.note, n.name from mission_clearance c
         left join account n on n.institution_id = c.institution_id and n.id = c.cleared_by
        where c.institution_id = $1 and c.mission_id = $2 order by c.cleared_at`,
      [Current.institutionId, id],
    );
  }

  /** What an order cannot do without: names of what is missing. */
  async missing(id: string): Promise<('head' | 'purpose' | 'task' | 'country')[]> {
    const [row] = await this.db.rows<{ head: boolean; purpose: boolean; task: boolean; country: boolean }>(
      `select exists (select 1 from delegation_member x
                join delegation d on d.institution_id = x.institution_id and d.id = x.delegation_id
               where x.institution_id = m.institution_id and x.activity_id = m.id and d.side = 'host' and x.role = 'head') as head,
              m.purpose <> '' as purpose,
              exists (select 1 from mission_task t where t.institution_id = m.institution_id and t.mission_id = m.id) as task,
              cardinality(m.countries) > 0 as country
         from mission m where m.institution_id = $1 and m.id = $2`,
      [Current.institutionId, id],
    );
    return row ? (['head', 'purpose', 'task', 'country'] as const).filter((name) => !row[name]) : [];
  }

  /** Missions that wait for a word of this kind, the next to travel first. */
  awaitingClearance(kind: ClearanceKind, accountId: string): Promise<MissionRow[]> {
    return this.db.rows<MissionRow>(
      `select ${COLUMNS} from activity a
         join mission m on m.institution_id = a.institution_id and m.id = a.id
         left join organisation o on o.institution_id = a.institution_id and o.id = a.partner_id
        where a.institution_id = $1 and a.kind = 'mission' and a.state = 'submitted' and ($2 <> 'security' or m.needs_security)
          and not exists (select 1 from mission_clearance c where c.institution_id = m.institution_id and c.mission_id = m.id and c.kind = $2)
          and not exists (select 1 from activity_step s where s.institution_id = a.institution_id and s.activity_id = a.id and s.actor_id = $3
                and (s.from_state = '' or s.to_state = 'submitted'))
        order by a.starts_on, a.id limit 20`,
      [Current.institutionId, kind, accountId],
    );
  }

  /** Missions that stand and whose first (or last) day lies in a span, with who holds the desk. */
  dayBetween(
    which: 'starts_on' | 'ends_on',
    from: Temporal.PlainDate,
    until: Temporal.PlainDate,
  ): Promise<
    { id: string; title: LocalizedText; day: Temporal.PlainDate; desk_id: string | null; desk: string | null }[]
  > {
    return this.db.rows(
      `select a.id, a.title, a.${which} as day, n.id as desk_id, n.name as desk from activity a
         left join account n on n.institution_id = a.institution_id and n.id = a.responsible_id
        where a.institution_id = $1 and a.kind = 'mission' and a.state not in ('cancelled', 'rejected') and a.${which} between $2 and $3
        order by a.${which}, a.id`,
      [Current.institutionId, from, until],
    );
  }

  /** Earlier missions led by the same head whose report is overdue on `day`. */
  overdueOfHead(id: string, day: Temporal.PlainDate): Promise<OverdueRow[]> {
    return this.db.rows<OverdueRow>(
      `select a.id, a.title, m.report_due_on
         from delegation_member h
         join delegation d on d.institution_id = h.institution_id and d.id = h.delegation_id and d.side = 'host'
         join delegation_member e on e.institution_id = h.institution_id and e.person_id = h.person_id and e.role = 'head' and e.activity_id <> h.activity_id
         join delegation f on f.institution_id = e.institution_id and f.id = e.delegation_id and f.side = 'host'
         join activity a on a.institution_id = e.institution_id and a.id = e.activity_id and a.kind = 'mission' and a.state in ('completed', 'report-due')
         join mission m on m.institution_id = a.institution_id and m.id = a.id
        where h.institution_id = $1 and h.activity_id = $2 and h.role = 'head' and m.report_due_on < $3
        order by m.report_due_on, a.id limit 5`,
      [Current.institutionId, id, day],
    );
  }
}
