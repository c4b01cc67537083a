import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { formatDay } from '../../platform/i18n/format.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../../platform/i18n/translate.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { TicksService } from '../../platform/jobs/ticks.service.js';
import { MailService } from '../../platform/mail/mail.service.js';
import { Addressees, type Addressee } from './addressees.registry.js';
import type { Escalation } from './deadline-rule.entity.js';
import { DeadlineRulesService } from './deadline-rules.service.js';
import { DueList, type ListedItem } from './due-list.service.js';

/** The hour of the institution's morning at which mail about deadlines goes out. */
const MORNING = 7;
/** A step that nobody took because the server stood still is taken within these days, not later. */
const GRACE_DAYS = 3;

/** Tells by mail what falls due and what is late, as each rule says: once per step and person, one letter a day. */
@Injectable()
export class DeadlineNotices {
  constructor(
    private readonly db: Db,
    private readonly mail: MailService,
    private readonly rules: DeadlineRulesService,
    private readonly list: DueList,
    private readonly addressees: Addressees,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Writes one letter to each person who is to be told something and was not yet. */
  tell(today = Temporal.Now.plainDateISO(Current.institution.timeZone)): Promise<void> {
    return this.db.transaction(async () => {
      const ladders = new Map((await this.rules.on()).map((rule) => [rule.id, rule.escalation]));
      const told = new Map<string, { to: Addressee; ids: Set<string> }>();
      for (const item of await this.list.open(today)) {
        for (const step of reached(ladders.get(item.ruleId ?? '') ?? [], item, today)) {
          const responsible = step.responsible ? item.responsible.map(({ id }) => id) : [];
          for (const to of await this.addressees.of(step.roles, responsible)) {
            if (!(await this.isNew(item, step, to))) continue;
            const letter = told.get(to.id) ?? { to, ids: new Set() };
            letter.ids.add(item.id);
            told.set(to.id, letter);
          }
        }
      }
      for (const { to, ids } of told.values()) await this.write(to, ids, today);
    });
  }

  private async isNew(item: ListedItem, step: Escalation, to: Addressee): Promise<boolean> {
    const rows = await this.db.rows(
      `insert into deadline_notice (institution_id, rule_id, subject_id, due_on, step, account_id)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning rule_id`,
      [Current.institutionId, item.ruleId, item.subjectId, item.dueOn, step.days, to.id],
    );
    return rows.length > 0;
  }

  private write(to: Addressee, ids: ReadonlySet<string>, today: Temporal.PlainDate): Promise<string> {
    const language = knownLanguage(to.locale);
    return inLanguage(language, async () => {
      // Read again: what is due is named in the language of who is told.
      const items = (await this.list.open(today)).filter(({ id }) => ids.has(id));
      const institution = localized(Current.institution.name);
      const lines = items.map(
        (item) =>
          `${item.dueOn ? formatDay(item.dueOn) : ''}${item.isLate ? ` (${t('institution.due.when_late')})` : ''} · ${item.what}: ${item.about}\n${this.config.BASE_URL}${item.href}`,
      );
      return this.mail.sendLater({
        purpose: 'deadline',
        to: { name: to.name, address: to.email },
        fromName: institution,
        subject: t('institution.mail.due_subject', { count: items.length, institution }),
        text: t('institution.mail.due_text', {
          name: to.name,
          lines: lines.join('\n\n'),
          link: `${this.config.BASE_URL}/${Current.institution.slug}/deadlines`,
        }),
        language,
      });
    });
  }
}

/** Starts it in the institution's morning, once over all processes. */
@Injectable()
export class DeadlineTicks implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
    private readonly notices: DeadlineNotices,
  ) {}

  onModuleInit(): void {
    this.jobs.define('deadlines.tell', () => this.notices.tell());
  }

  @Cron('5 * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('deadlines.tell', 60, async () => {
      const now = Temporal.Now.zonedDateTimeISO(Current.institution.timeZone);
      if (now.hour !== MORNING) return;
      const singletonKey = `${now.toPlainDate()}`;
      await this.db.transaction(() => this.jobs.enqueue('deadlines.tell', {}, { singletonKey }));
    });
  }
}

/** Steps whose day has come, and not long ago. */
export function reached(
  ladder: readonly Escalation[],
  { dueOn }: Pick<ListedItem, 'dueOn'>,
  today: Temporal.PlainDate,
): Escalation[] {
  if (!dueOn) return [];
  return ladder.filter((step) => {
    const since = dueOn.subtract({ days: step.days }).until(today, { largestUnit: 'days' }).days;
    return since >= 0 && since <= GRACE_DAYS;
  });
}
