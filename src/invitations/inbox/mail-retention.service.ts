import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { TicksService } from '../../platform/jobs/ticks.service.js';

/** Days for which mail that came in is kept where the house does not say otherwise. */
export const DEFAULT_MAIL_DAYS = 90;
const A_DAY = 24 * 60;
const FORGET = 'invitations.forget-mail';

/** What strangers wrote is kept as long as the house says, then only that it came and what became of it. */
@Injectable()
export class MailRetention implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
    private readonly institution: InstitutionQueries,
  ) {}

  onModuleInit(): void {
    this.jobs.define(FORGET, () => this.forget().then(() => undefined));
  }

  @Cron('52 3 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once(FORGET, A_DAY, () =>
      this.db.transaction(() => this.jobs.enqueue(FORGET, {}, { singletonKey: 'night' })),
    );
  }

  /**
   * Erases sender, subject and words of what was dealt with, and of everything the bytes; what waits for review keeps its
   * words until somebody has read them. The digest stays: the same mail again is still the same. Safe to repeat. @returns how many
   */
  forget(): Promise<number> {
    return this.db.transaction(async () => {
      const { settings } = await this.institution.current();
      const rows = await this.db.rows<{ id: string }>(
        `update inbound_mail set raw = null, updated_at = now(), version = version + 1,
                from_address = case when state = 'review' then from_address else '' end,
                subject = case when state = 'review' then subject else '' end, excerpt = case when state = 'review' then excerpt else '' end,
                proposal = case when state = 'review' then proposal end
          where institution_id = $1 and created_at < now() - make_interval(days => $2)
            and (raw is not null or (state <> 'review' and (from_address, subject, excerpt) <> ('', '', ''))) returning id`,
        [Current.institutionId, settings.invitations?.mailDays ?? DEFAULT_MAIL_DAYS],
      );
      const data = { count: rows.length };
      if (rows.length > 0)
        await this.events.record({ type: 'invitations.mail_forgotten', subject: Current.institutionId, data });
      return rows.length;
    });
  }
}
