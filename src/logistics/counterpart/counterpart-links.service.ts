import { Inject, Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { isOpen, mayPlan } from '../../activities/activity.rules.js';
import { requireOpen } from '../../activities/lifecycle.rules.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { newToken, SecretsService } from '../../platform/secrets/secrets.service.js';
import { CounterpartLink } from './counterpart.entity.js';
import { ExpiryPassed } from './counterpart.errors.js';
import type { LinkInput } from './counterpart.forms.js';

/** Links by which a partner fills in its own list: made and withdrawn by who plans. */
@Injectable()
export class CounterpartLinksService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly secrets: SecretsService,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
  ) {}

  /** @returns the link's address @throws ExpiryPassed, ActivityClosed, NotFound */
  make(activityId: string, input: LinkInput): Promise<string> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      if (Temporal.PlainDate.compare(input.expiresOn, today()) < 0) throw new ExpiryPassed();
      const { token, hash } = newToken('ec');
      const link = new CounterpartLink();
      Object.assign(link, input, {
        activityId,
        tokenHash: hash,
        tokenSealed: await this.secrets.seal(placeOf(link.id), token),
        createdBy: Current.maybeActor?.accountId ?? null,
      });
      await this.db.repo(CounterpartLink).insert(link);
      await this.events.record({ type: 'logistics.list_link_made', subject: link.id, activityId });
      return this.url(token);
    });
  }

  /** It opens nothing from now on. @throws NotFound */
  revoke(activityId: string, id: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const link = await this.db.one(CounterpartLink, id);
      if (link.activityId !== activityId) throw new NotFound();
      link.revoke();
      await this.db.repo(CounterpartLink).save(link);
      await this.events.record({ type: 'logistics.list_link_revoked', subject: id, activityId });
    });
  }

  /** The links that open, with their addresses, for who plans. */
  async of(activityId: string): Promise<{ link: CounterpartLink; url: string }[]> {
    const links = await this.db.repo(CounterpartLink).find({
      where: { institutionId: Current.institutionId, activityId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 50,
    });
    return Promise.all(
      links
        .filter((link) => link.opensOn(today()))
        .map(async (link) => ({
          link,
          url: this.url(await this.secrets.open(placeOf(link.id), link.tokenSealed)),
        })),
    );
  }

  /** The link of a token's hash, while it opens and its activity goes on. @throws NotFound */
  async opened(hash: Buffer): Promise<CounterpartLink> {
    const link = await this.db
      .repo(CounterpartLink)
      .findOne({ where: { institutionId: Current.institutionId, tokenHash: hash } });
    if (!link?.opensOn(today())) throw new NotFound();
    allow(isOpen(await this.activities.get(link.activityId)));
    return link;
  }

  private async allowPlanning(activityId: string): Promise<void> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
    requireOpen(activity);
  }

  private url(token: string): string {
    return `${this.config.BASE_URL}/c/${token}`;
  }
}

const today = () => Temporal.Now.plainDateISO(Current.institution.timeZone);
const placeOf = (id: string) => ({ table: 'counterpart_link', column: 'token_sealed', row: id });
