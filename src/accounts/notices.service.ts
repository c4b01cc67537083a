import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current, type Locale } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { TicksService } from '../platform/jobs/ticks.service.js';
import { MailService } from '../platform/mail/mail.service.js';
import { Notice } from './notice.entity.js';

export interface Told {
  /** Message key, and what it takes; nothing that not everybody told may know. */
  key: string;
  params?: Record<string, string | number>;
  /** Path on this site. */
  href: string;
}

const HOUR = 60;
const MOST = 100;

/** Notices in the application, and the digest of them by mail at the hour that each has chosen. */
@Injectable()
export class NoticesService implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
    private readonly mail: MailService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('accounts.digest', () => this.sendDigests(Temporal.Now.instant()));
  }

  @Cron('4 * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('accounts.digest', HOUR, () =>
      this.db.transaction(() => this.jobs.enqueue('accounts.digest', {}, { singletonKey: 'hour' })),
    );
  }

  /** Tells these accounts, but not who did it himself; in the caller's unit of work. */
  async tell(accountIds: readonly string[], { key, params = {}, href }: Told): Promise<void> {
    const self = Current.maybeActor?.accountId;
    for (const accountId of new Set(accountIds)) {
      if (accountId === self) continue;
      const notice = new Notice();
      Object.assign(notice, { accountId, key, params, href });
      await this.db.repo(Notice).insert(notice);
    }
  }

  /** The active accounts of these people of the directory. */
  async accountsOf(personIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `select id from account where institution_id = $1 and person_id = any($2::uuid[]) and state = 'active'`,
      [Current.institutionId, personIds],
    );
    return rows.map(({ id }) => id);
  }

  /** The actor's own, newest first. */
  mine(): Promise<Notice[]> {
    return this.db.repo(Notice).find({
      where: { institutionId: Current.institutionId, accountId: Current.actor.accountId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: MOST,
    });
  }

  /** All of the actor's notices are read. */
  readAll(): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows(
        'update notice set read_at = now(), version = version + 1 where institution_id = $1 and account_id = $2 and read_at is null',
        [Current.institutionId, Current.actor.accountId],
      );
    });
  }

  async digestHour(): Promise<number | null> {
    const [row] = await this.db.rows<{ digest_hour: number | null }>(
      'select digest_hour from account where institution_id = $1 and id = $2',
      [Current.institutionId, Current.actor.accountId],
    );
    return row?.digest_hour ?? null;
  }

  /** At which hour, in the institution's zone, the actor is told by mail; null: never. */
  chooseHour(hour: number | null): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows('update account set digest_hour = $3 where institution_id = $1 and id = $2', [
        Current.institutionId,
        Current.actor.accountId,
        hour,
      ]);
    });
  }

  /** One mail to each whose hour it is and who has not read everything; what was mailed is not mailed again. */
  sendDigests(now: Temporal.Instant): Promise<void> {
    return this.db.transaction(async () => {
      const { hour } = now.toZonedDateTimeISO(Current.institution.timeZone);
      const rows = await this.db.rows<{
        id: string;
        email: string;
        name: string;
        locale: Locale;
        notices: { id: string; key: string; params: Record<string, string>; href: string }[];
      }>(
        `select a.id, a.email, a.name, a.locale,
                jsonb_agg(jsonb_build_object('id', n.id, 'key', n.key, 'params', n.params, 'href', n.href) order by n.created_at, n.id) as notices
           from account a join notice n on n.institution_id = a.institution_id and n.account_id = a.id and n.mailed_at is null and n.read_at is null
          where a.institution_id = $1 and a.state = 'active' and a.digest_hour = $2 group by a.id, a.email, a.name, a.locale`,
        [Current.institutionId, hour],
      );
      for (const { id, email, name, locale, notices } of rows) {
        await inLanguage(locale, async () => {
          const institution = localized(Current.institution.name, locale);
          const lines = notices
            .slice(0, MOST)
            .map((one) => `– ${t(one.key, one.params)}\n  ${this.config.BASE_URL}${one.href}`);
          await this.mail.sendLater({
            purpose: 'digest',
            referenceId: id,
            to: { name, address: email },
            fromName: institution,
            subject: t('accounts.notices.mail_subject', { count: notices.length, institution }),
            text: `${t('accounts.notices.mail_greeting', { name })}\n\n${lines.join('\n')}\n\n${t('accounts.notices.mail_end')}`,
            language: locale,
          });
        });
        await this.db.rows('update notice set mailed_at = now() where institution_id = $1 and id = any($2::uuid[])', [
          Current.institutionId,
          notices.map((one) => one.id),
        ]);
      }
    });
  }
}
