import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { TicksService } from '../platform/jobs/ticks.service.js';
import { allow } from '../platform/permissions/allow.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import { Recipient } from './invitation.entity.js';
import { KEPT_DAYS, mayReadNeeds } from './invitation.rules.js';

const A_DAY = 24 * 60;

/** Diet and access needs: sealed, read by few and on record, erased soon after the activity. */
@Injectable()
export class NeedsService implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly ticks: TicksService,
    private readonly secrets: SecretsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('invitations.erase-needs', () => this.eraseOld().then(() => undefined));
  }

  @Cron('41 3 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('invitations.erase-needs', A_DAY, () =>
      this.db.transaction(() => this.jobs.enqueue('invitations.erase-needs', {}, { singletonKey: 'night' })),
    );
  }

  /** Opens what one guest told; the reading is recorded. @throws NotFound for other roles, and where nothing was told */
  reveal(activityId: string, recipientId: string): Promise<string> {
    return this.db.transaction(async () => {
      const guest = await this.db.one(Recipient, recipientId);
      allow(guest.activityId === activityId && mayReadNeeds(Current.actor, { id: activityId }));
      if (!guest.needs) throw new NotFound();
      await this.events.record({ type: 'invitations.needs_read', subject: guest.id, activityId });
      return this.secrets.open({ table: 'recipient', column: 'needs', row: guest.id }, guest.needs);
    });
  }

  /** Seals what a guest tells; null where there is nothing to tell. */
  async seal(recipientId: string, needs: string | null): Promise<Buffer | null> {
    return needs?.trim()
      ? this.secrets.seal({ table: 'recipient', column: 'needs', row: recipientId }, needs.trim())
      : null;
  }

  /** Erases what is kept longer than promised; safe to repeat. @returns of how many guests */
  eraseOld(): Promise<number> {
    return this.db.transaction(async () => {
      const erased = await this.db.rows<{ activity_id: string }>(
        `update recipient r set needs = null, updated_at = now(), version = r.version + 1
           from activity a
          where r.institution_id = $1 and r.needs is not null and a.institution_id = r.institution_id and a.id = r.activity_id
            and (now() at time zone a.time_zone)::date > a.ends_on + $2::int
        returning r.activity_id`,
        [Current.institutionId, KEPT_DAYS],
      );
      for (const [activityId, { length }] of Map.groupBy(erased, (row) => row.activity_id)) {
        const data = { count: length };
        await this.events.record({ type: 'invitations.needs_erased', subject: activityId, activityId, data });
      }
      return erased.length;
    });
  }
}
