import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { newToken, SecretsService } from '../platform/secrets/secrets.service.js';
import { type CancelledChoice, type Discretion, Feed, type FeedScope } from './feed.entity.js';
import { FeedCopies } from './feed-copies.service.js';
import { FeedScopes } from './feed-scopes.registry.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whose subject is named by something else than the id of a row. */
const NAMED = ['driver', 'country', 'public'];

export interface NewFeed {
  scopeKind: FeedScope;
  /** Id of the row, a driver's name, a country's code; empty for the public calendar. */
  scopeId: string;
  /** Which printed programme an activity's feed follows; a person's feed shows whatever they take part in. */
  audience?: string;
  name: string;
  language: string;
  confidential?: Discretion;
  cancelled?: CancelledChoice;
  /** Minutes before; null for the client's own settings. */
  alarmMinutes?: number | null;
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
    private readonly scopes: FeedScopes,
    private readonly copies: FeedCopies,
  ) {}

  /** Makes a link for the actor. @returns the feed and its address, which its owner can see again. @throws NotFound */
  subscribe(input: NewFeed): Promise<{ feed: Feed; url: string }> {
    return this.db.transaction(async () => {
      const actor = Current.maybeActor;
      const scope = this.scopes.of(input.scopeKind);
      if (!scope || (!NAMED.includes(scope.kind) && !UUID.test(input.scopeId))) throw new NotFound();
      if ((await scope.nameOf(input.scopeId)) === null) throw new NotFound();
      if (actor) allow(await scope.mayFollow(actor, input.scopeId));
      const feed = new Feed();
      Object.assign(feed, {
        accountId: actor?.accountId ?? null,
        scopeKind: input.scopeKind,
        scopeId: input.scopeId,
        audience: input.audience ?? 'working',
        name: input.name.trim(),
        language: input.language,
        // Whether it is shown whole is decided anew at each fetch, by the rights of that moment.
        confidential: input.confidential ?? 'busy',
        cancelled: input.cancelled ?? 'show',
        alarmMinutes: input.alarmMinutes ?? null,
        revokedAt: null,
        revokedReason: null,
        lapsedAt: null,
        contentHash: null,
        contentAt: null,
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
      old.revoke('replaced');
      old.sourceKey = null;
      await this.db.repo(Feed).save(old);
      await this.events.record({ type: 'feed.rotated', subject: id });
      this.tell(id);
      const { scopeKind, scopeId, audience, name, language, confidential, cancelled, alarmMinutes } = old;
      return this.subscribe({ scopeKind, scopeId, audience, name, language, confidential, cancelled, alarmMinutes });
    });
  }

  revoke(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const feed = await this.own(id);
      feed.revoke();
      await this.db.repo(Feed).save(feed);
      await this.events.record({ type: 'feed.revoked', subject: id });
      this.tell(id);
    });
  }

  /** Another name or other choices for a link that stays. */
  change(id: string, choices: Pick<NewFeed, 'name' | 'language'> & Partial<NewFeed>): Promise<Feed> {
    return this.db.transaction(async () => {
      const feed = await this.own(id);
      const { name, language, audience = feed.audience, alarmMinutes = null } = choices;
      const { confidential = feed.confidential, cancelled = feed.cancelled } = choices;
      Object.assign(feed, { name: name.trim(), language, audience, alarmMinutes, confidential, cancelled });
      await this.db.repo(Feed).save(feed);
      await this.events.record({ type: 'feed.changed', subject: id });
      this.tell(id);
      return feed;
    });
  }

  /** Withdraws every link of a thing that is no more, such as a body that was dissolved. @returns how many there were */
  revokeOf(scopeKind: FeedScope, scopeId: string): Promise<number> {
    return this.db.transaction(async () => {
      const feeds = await this.db
        .repo(Feed)
        .find({ where: { institutionId: Current.institutionId, scopeKind, scopeId, revokedAt: IsNull() } });
      for (const feed of feeds) {
        feed.revoke();
        await this.db.repo(Feed).save(feed);
        await this.events.record({ type: 'feed.revoked', subject: feed.id });
        this.tell(feed.id);
      }
      return feeds.length;
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

  /** One link of the actor's that stands. @throws NotFound */
  async one(id: string): Promise<Feed> {
    return this.own(id);
  }

  private async own(id: string): Promise<Feed> {
    const feed = await this.db.one(Feed, id);
    if (feed.accountId !== Current.actor.accountId || feed.revokedAt) throw new NotFound();
    return feed;
  }

  /** This process need not wait for the announcement: the next fetch already sees the change. */
  private tell(feedId: string): void {
    const key = `${Current.institutionId}|feed:${feedId}`;
    this.db.afterCommit(() => this.copies.changed(key));
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
