import { Inject, Injectable } from '@nestjs/common';
import { Addressees } from '../../institution/deadlines/addressees.registry.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { formatDay } from '../../platform/i18n/format.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../../platform/i18n/translate.js';
import { MailService } from '../../platform/mail/mail.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { ReportsQueries } from '../reports.queries.js';
import { isOpenForWriting, type ReportState } from '../report.states.js';

export const CHASERS = ['head-intl', 'desk-officer', 'approver', 'registry'] as const;

/** Nobody is chased twice on one day. */
export class ChasedToday extends DomainError {
  constructor() {
    super('reports.error.chased_today', {}, { status: 409 });
  }
}

export class NobodyToChase extends DomainError {
  constructor() {
    super('reports.error.nobody', {}, { status: 409 });
  }
}

export interface AwaitedRow {
  activity_id: string;
  title: LocalizedText;
  state: ReportState;
  ends_on: Temporal.PlainDate;
  due_on: Temporal.PlainDate | null;
  author: string | null;
  is_late: boolean;
  chased_at: Temporal.Instant | null;
}

/** Reports that are still to come, and asking for one. */
@Injectable()
export class Chasing {
  constructor(
    private readonly db: Db,
    private readonly reports: ReportsQueries,
    private readonly addressees: Addressees,
    private readonly mail: MailService,
    private readonly events: EventsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Not handed in yet, the first due first; one statement. @param page from 1 */
  async awaited(onlyLate: boolean, page: number, pageSize: number): Promise<{ rows: AwaitedRow[]; total: number }> {
    const rows = await this.db.rows<AwaitedRow & { total: number }>(
      `select r.activity_id, a.title, r.state, a.ends_on, r.due_on, n.name as author, coalesce(r.due_on < $2, false) as is_late,
              (select max(e.occurred_at) from event e where e.institution_id = r.institution_id and e.subject_id = r.id
                 and e.type = 'report.chased') as chased_at, count(*) over () as total
         from report r
         join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
         left join account n on n.institution_id = r.institution_id and n.id = r.author_id
        where r.institution_id = $1 and r.state in ('draft', 'returned') and (not $3::boolean or r.due_on < $2)
        order by r.due_on nulls last, r.id limit $4 offset $5`,
      [Current.institutionId, today(), onlyLate, pageSize, (page - 1) * pageSize],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /** Writes to the author that the report is awaited. @throws NotFound, ChasedToday, NobodyToChase */
  chase(activityId: string): Promise<void> {
    return this.db.transaction(async () => {
      const { report, activity } = await this.reports.one(activityId);
      if (Current.maybeActor) allow(hasRole(Current.actor, CHASERS));
      allow(isOpenForWriting(report.state));
      const since = today().toZonedDateTime(Current.institution.timeZone).toInstant();
      const [before] = await this.db.rows(
        `select 1 from event where institution_id = $1 and subject_id = $2 and type = 'report.chased' and occurred_at >= $3`,
        [Current.institutionId, report.id, since],
      );
      if (before) throw new ChasedToday();
      const [to] = report.authorId ? await this.addressees.of([], [report.authorId]) : [];
      if (!to) throw new NobodyToChase();
      const language = knownLanguage(to.locale);
      await inLanguage(language, () =>
        this.mail.sendLater({
          purpose: 'deadline',
          to: { name: to.name, address: to.email },
          fromName: localized(Current.institution.name),
          subject: t('reports.chase.subject', { title: localized(activity.title) }),
          text: t('reports.chase.text', {
            name: to.name,
            title: localized(activity.title),
            day: report.dueOn ? formatDay(report.dueOn) : '–',
            by: Current.maybeActor?.name ?? localized(Current.institution.name),
            link: `${this.config.BASE_URL}/${Current.institution.slug}/activities/${activityId}/report`,
          }),
          language,
        }),
      );
      await this.events.record({ type: 'report.chased', subject: report.id, activityId });
    });
  }
}

const today = () => Temporal.Now.plainDateISO(Current.institution.timeZone);
