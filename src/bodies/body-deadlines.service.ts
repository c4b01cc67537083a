import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineTriggers, type Occurrence, type Responsible } from '../institution/deadlines/deadlines.registry.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized } from '../platform/i18n/translate.js';

interface DayRow {
  id: string;
  day: Temporal.PlainDate;
  title: string | null;
  body_id: string;
  body: LocalizedText;
  secretaries: Responsible[] | null;
}

// Whoever is secretary of the body today answers for what falls due there.
const SECRETARIES = `(select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name)
    from role_grant g join account a on a.institution_id = g.institution_id and a.id = g.account_id
   where g.institution_id = b.institution_id and g.role = 'body-secretary' and g.scope_kind = 'body' and g.scope_id = b.id::text
     and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date)) as secretaries`;

/** Sessions are the meetings of delegations and commissions that are on their list. */
const SESSIONS = `select x.id, x.starts_on as day, x.title, b.id as body_id, b.name as body, ${SECRETARIES}
    from body_matter x join body b on b.institution_id = x.institution_id and b.id = x.body_id
   where x.institution_id = $1 and x.kind = 'meeting' and b.kind in ('permanent-delegation', 'commission')
     and x.starts_on between $2 and $3 and x.state <> all (array['postponed', 'cancelled'])`;

const CHALLENGES = `select m.id, m.on_day as day, null as title, b.id as body_id, b.name as body, ${SECRETARIES}
    from body_move m join body b on b.institution_id = m.institution_id and b.id = m.subject_id
   where m.institution_id = $1 and m.step = 'challenge' and m.on_day between $2 and $3`;

/** Days of bodies from which deadlines are counted: the opening of a session, and credentials that are challenged. */
@Injectable()
export class BodyDeadlines implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly triggers: DeadlineTriggers,
  ) {}

  onModuleInit(): void {
    for (const [code, sql] of Object.entries({ SESSION_OPEN: SESSIONS, CREDENTIALS_CHALLENGED: CHALLENGES }))
      this.triggers.register({ code, occurrences: (from, until) => this.between(sql, from, until) });
  }

  private async between(sql: string, from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<Occurrence[]> {
    const rows = await this.db.rows<DayRow>(sql, [Current.institutionId, from, until]);
    return rows.map((row) => ({
      subjectId: row.id,
      day: row.day,
      about: [row.title, localized(row.body)].filter(Boolean).join(' · '),
      href: `/${Current.institution.slug}/bodies/${row.body_id}`,
      responsible: row.secretaries ?? [],
    }));
  }
}
