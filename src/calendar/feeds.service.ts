import { Inject, Injectable } from '@nestjs/common';
import { Activity } from '../activities/activity.entity.js';
import { maySee } from '../activities/activity.rules.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow, hasRole } from '../platform/permissions/allow.js';
import { newToken, SecretsService } from '../platform/secrets/secrets.service.js';
import { type Discretion, Feed, type FeedScope } from './feed.entity.js';

export interface NewFeed {
  scopeKind: FeedScope;
  scopeId: string;
  /** Which printed programme an activity's feed follows; a person's feed shows whatever they take part in. */
  audience?: string;
  name: string;
  language: string;
  confidential?: Discretion;
  sourceKey?: string | null;
}

/** Secret links to calendars. */
@Injectable()
export class FeedsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly secrets: SecretsService,
    private readonly events: EventsService,
  ) {}

  /** Makes a link for the actor. @returns the feed and its address, which its owner can see again. @throws NotFound */
  subscribe(input: NewFeed): Promise<{ feed: Feed; url: string }> {
    return this.db.transaction(async () => {
      const actor = Current.maybeActor;
      if (actor && input.scopeKind === 'activity') allow(maySee(actor, await this.db.one(Activity, input.scopeId)));
      // Somebody else's whole diary is for those who keep diaries.
      if (actor && input.scopeKind === 'person' && input.scopeId !== actor.personId) {
        allow(hasRole(actor, ['protocol', 'desk-officer', 'head-intl', 'interpreter-coord']));
      }
      const mayReadAll = actor ? hasRole(actor, ['protocol', 'head-intl', 'approver', 'desk-officer']) : false;
      const feed = new Feed();
      Object.assign(feed, {
        accountId: actor?.accountId ?? null,
        scopeKind: input.scopeKind,
        scopeId: input.scopeId,
        audience: input.audience ?? 'working',
        name: input.name.trim(),
        language: input.language,
        confidential: input.confidential === 'full' && !mayReadAll ? 'busy' : (input.confidential ?? 'busy'),
        revokedAt: null,
        lastFetchedAt: null,
        lastClient: null,
        fetches: 0,
        sourceKey: input.sourceKey ?? null,
      });
      const token = await this.tokenFor(feed);
      await this.db.repo(Feed).insert(feed);
      await this.events.record({ type: 'feed.subscribed', subject: feed.id, data: { scope: input.scopeKind } });
      return { feed, url: this.url(token) };
    });
  }

  /** Replaces a link: the old one tells its subscribers so for thirty days, then is gone. */
  rotate(id: string): Promise<{ feed: Feed; url: string }> {
    return this.db.transaction(async () => {
      const old = await this.own(id);
      old.revoke();
      old.sourceKey = null;
      await this.db.repo(Feed).save(old);
      await this.events.record({ type: 'feed.rotated', subject: id });
      const { scopeKind, scopeId, audience, name, language, confidential } = old;
      return this.subscribe({ scopeKind, scopeId, audience, name, language, confidential });
    });
  }

  revoke(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const feed = await this.own(id);
      feed.revoke();
      await this.db.repo(Feed).save(feed);
      await this.events.record({ type: 'feed.revoked', subject: id });
    });
  }

  /** The link again, for its owner alone. */
  async addressOf(feed: Pick<Feed, 'id' | 'tokenSealed'>): Promise<string> {
    return this.url(await this.secrets.open({ table: 'feed', column: 'token_sealed', row: feed.id }, feed.tokenSealed));
  }

  /** The actor's own links, newest first. */
  mine(): Promise<Feed[]> {
    return this.db.repo(Feed).find({
      where: { institutionId: Current.institutionId, accountId: Current.actor.accountId },
      order: { createdAt: 'DESC' },
      take: 100,
    });
  }

  async bySourceKey(sourceKey: string): Promise<Feed | null> {
    return this.db.repo(Feed).findOne({ where: { institutionId: Current.institutionId, sourceKey } });
  }

  private async own(id: string): Promise<Feed> {
    const feed = await this.db.one(Feed, id);
    if (feed.accountId !== Current.actor.accountId || feed.revokedAt) throw new NotFound();
    return feed;
  }

  private async tokenFor(feed: Feed): Promise<string> {
    const { token, hash } = newToken('ef');
    feed.tokenHash = hash;
    feed.tokenSealed = await this.secrets.seal({ table: 'feed', column: 'token_sealed', row: feed.id }, token);
    return token;
  }

  private url(token: string): string {
    return `${this.config.BASE_URL}/feeds/${token}.ics`;
  }
}
