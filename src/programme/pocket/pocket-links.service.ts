import { Inject, Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { mayPlan } from '../../activities/activity.rules.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { newToken, SecretsService } from '../../platform/secrets/secrets.service.js';
import { Institutions } from '../../platform/tenancy/institutions.js';
import { PocketLink } from './pocket-link.entity.js';

export interface NewPocketLink {
  name: string;
  language: string;
  contactName: string;
  contactPhone: string;
}

/** Links to the pocket programme: made and withdrawn by who plans, opened by whoever holds one. */
@Injectable()
export class PocketLinksService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly secrets: SecretsService,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
  ) {}

  /** @returns the link's address @throws NotFound */
  make(activityId: string, input: NewPocketLink): Promise<string> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const { token, hash } = newToken('ep');
      const link = new PocketLink();
      Object.assign(link, input, {
        activityId,
        tokenHash: hash,
        tokenSealed: await this.secrets.seal(placeOf(link.id), token),
        createdBy: Current.maybeActor?.accountId ?? null,
      });
      await this.db.repo(PocketLink).insert(link);
      await this.events.record({ type: 'programme.pocket_link_made', subject: link.id, activityId });
      return this.url(token);
    });
  }

  /** Withdraws a link: it opens nothing from now on. @throws NotFound */
  revoke(activityId: string, id: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const link = await this.db.one(PocketLink, id);
      if (link.activityId !== activityId) throw new NotFound();
      link.revoke();
      await this.db.repo(PocketLink).save(link);
      await this.events.record({ type: 'programme.pocket_link_revoked', subject: id, activityId });
    });
  }

  /** The links of an activity that open it, with their addresses, for who plans it. */
  async of(activityId: string): Promise<{ link: PocketLink; url: string }[]> {
    await this.allowPlanning(activityId);
    const links = await this.db.repo(PocketLink).find({
      where: { institutionId: Current.institutionId, activityId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 100,
    });
    const open = links.filter(({ revokedAt }) => !revokedAt);
    return Promise.all(
      open.map(async (link) => ({ link, url: this.url(await this.secrets.open(placeOf(link.id), link.tokenSealed)) })),
    );
  }

  private async allowPlanning(activityId: string): Promise<void> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
  }

  private url(token: string): string {
    return `${this.config.BASE_URL}/p/${token}`;
  }
}

/** Opens what a link names, in its institution, with no actor. */
@Injectable()
export class PocketDoor {
  constructor(
    private readonly db: Db,
    private readonly institutions: Institutions,
  ) {}

  /** @throws NotFound where there is no such link, or it was withdrawn: both look the same */
  async within<T>(token: string, draw: (link: PocketLink) => Promise<T>): Promise<T> {
    return this.institutions.behindLink('institution_of_pocket', 'ep', token, async (hash) => {
      const link = await this.db
        .repo(PocketLink)
        .findOne({ where: { institutionId: Current.institutionId, tokenHash: hash } });
      if (!link || link.revokedAt) throw new NotFound();
      await this.db.rows(
        `update pocket_link set opened_at = now() where institution_id = $1 and id = $2
              and (opened_at is null or opened_at < now() - interval '10 minutes')`,
        [Current.institutionId, link.id],
      );
      return draw(link);
    });
  }
}

const placeOf = (id: string) => ({ table: 'pocket_link', column: 'token_sealed', row: id });
