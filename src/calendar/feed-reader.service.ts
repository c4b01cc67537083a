import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { hashToken } from '../platform/secrets/secrets.service.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import { feedJson, feedText } from './feed-text.js';
import { type FeedContents, FeedContentsService } from './feed-contents.service.js';
import { type Copy, FeedCopies } from './feed-copies.service.js';
import { Feed } from './feed.entity.js';
import { FetchLog } from './fetch-log.service.js';
import { Rendered } from './rendered-feed.js';

/** As many calendars are made at once as leave the pages their share of the database's connections. */
const AT_ONCE = 3;
const MOST_REMAKES = 20_000;

export type Answer = { kind: 'calendar'; calendar: Rendered } | { kind: 'gone' } | { kind: 'unknown' };

interface Made {
  calendar: Rendered;
  contents: Pick<FeedContents, 'hangsOn' | 'goodUntil'>;
}

/** What a calendar program gets for a link: rights are looked at again whenever anything that they hang on changed. */
@Injectable()
export class FeedReader implements OnModuleInit {
  private readonly log = new Logger('feeds');
  private readonly turns: (() => void)[] = [];
  private busy = 0;
  private readonly remakes = new Map<string, Copy>();
  private remaking = false;
  /** By path: what is being made now, for a request or ahead of one. */
  private readonly making = new Map<string, Promise<Answer>>();

  constructor(
    private readonly db: Db,
    private readonly institutions: Institutions,
    private readonly contents: FeedContentsService,
    private readonly copies: FeedCopies,
    private readonly fetches: FetchLog,
  ) {}

  onModuleInit(): void {
    this.copies.onDropped((copy) => this.remakeLater(copy));
  }

  /** @param file `ef_….ics` or `ef_….json` @param client the program's own name, for the owner's page */
  async fetch(file: string, client: string | undefined): Promise<Answer> {
    const [, token, form] = /^(ef_[A-Za-z0-9_-]{43})(?:\.(ics|json))?$/.exec(file) ?? [];
    if (!token) return { kind: 'unknown' };
    const path = `/feeds/${file}`;
    const copy = this.copies.get(path) ?? (await this.beingMade(path));
    if (copy) {
      this.fetches.note(copy.institutionId, copy.feedId, client);
      return { kind: 'calendar', calendar: copy.rendered };
    }
    return this.make(token, form === 'json' ? 'json' : 'ics', client);
  }

  /**
   * Whoever asks while a calendar is being made waits for it instead of making it a second time. It is only taken when it
   * was kept, which it is not where something changed after it was begun.
   */
  private async beingMade(path: string): Promise<Copy | undefined> {
    await this.making.get(path)?.catch(() => undefined);
    return this.copies.get(path);
  }

  /** @param client undefined where nobody asked @param house the institution that the link is known to be of */
  private make(token: string, form: 'ics' | 'json', client: string | undefined, house?: string): Promise<Answer> {
    const path = `/feeds/${token}.${form}`;
    const making = this.inTurn(() => this.read(token, form, client, house)).finally(() => {
      if (this.making.get(path) === making) this.making.delete(path);
    });
    this.making.set(path, making);
    return making;
  }

  private async read(
    token: string,
    form: 'ics' | 'json',
    client: string | undefined,
    house: string | undefined,
  ): Promise<Answer> {
    const begun = this.copies.begin();
    const hash = hashToken(token);
    const institutionId = house ?? (await this.db.crossing('institution_of_feed', [hash]))[0];
    if (!institutionId) return { kind: 'unknown' };
    return this.institutions.transaction(institutionId, async () => {
      const feed = await this.db
        .repo(Feed)
        .findOne({ where: { institutionId: Current.institutionId, tokenHash: hash } });
      if (!feed) return { kind: 'unknown' };
      if (client !== undefined) this.fetches.note(institutionId, feed.id, client);
      const made = form === 'json' ? await this.json(feed) : await this.calendar(feed);
      if (!made) return { kind: 'gone' };
      const { hangsOn, goodUntil } = made.contents;
      const path = `/feeds/${token}.${form}`;
      const copy = { path, feedId: feed.id, institutionId, rendered: made.calendar, hangsOn, askedAt: Date.now() };
      // Kept after the commit: what a rollback took back was never there.
      this.db.afterCommit(() => this.copies.keep({ ...copy, goodUntil: goodUntil.epochMilliseconds }, begun));
      return { kind: 'calendar', calendar: made.calendar };
    });
  }

  /**
   * Last-Modified is when these bytes were first answered, not when an entry last changed: an entry also goes by leaving the
   * window, or with a right.
   */
  private async calendar(feed: Feed): Promise<Made | null> {
    const contents = await this.contents.joined(feed);
    if (!contents) return null;
    const text = feedText(contents);
    const hash = createHash('sha256').update(text).digest();
    if (!feed.contentHash?.equals(hash) || !feed.contentAt) {
      const [row] = await this.db.rows<{ content_at: Temporal.Instant }>(
        // Whoever asks next does not wait for the disk: were this lost, the same bytes would get a later date and no harm.
        `update feed set content_hash = $3, content_at = now()
          where institution_id = $1 and id = $2 and set_config('synchronous_commit', 'off', true) = 'off' returning content_at`,
        [Current.institutionId, feed.id, hash],
      );
      feed.contentAt = row!.content_at;
    }
    return { contents, calendar: new Rendered(text, feed.contentAt) };
  }

  private async json(feed: Feed): Promise<Made | null> {
    const contents = await this.contents.of(feed);
    return (
      contents && { contents, calendar: new Rendered(feedJson(contents), null, 'application/json; charset=utf-8') }
    );
  }

  /** Off the request path: whoever asks next finds the new calendar made. */
  private remakeLater(copy: Copy): void {
    if (this.remakes.size >= MOST_REMAKES) return;
    this.remakes.set(copy.path, copy);
    if (this.remaking) return;
    this.remaking = true;
    setImmediate(() => void this.remakeAll());
  }

  private async remakeAll(): Promise<void> {
    try {
      for (let next; (next = this.remakes.values().next().value);) {
        this.remakes.delete(next.path);
        const [, token, form] = /^\/feeds\/(.+)\.(ics|json)$/.exec(next.path)!;
        const answer = await Current.run({ requestId: 'feeds' }, () =>
          this.make(token!, form as 'ics' | 'json', undefined, next.institutionId),
        );
        if (answer.kind === 'calendar') await Promise.all([answer.calendar.as('gzip'), answer.calendar.as('identity')]);
      }
    } catch (error) {
      // Whoever asks makes it again.
      this.log.warn(`A calendar was not made ahead: ${String(error)}`);
    } finally {
      this.remaking = false;
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy >= AT_ONCE) await new Promise<void>((resolve) => this.turns.push(resolve));
    else this.busy += 1;
    try {
      return await work();
    } finally {
      // The turn goes on to whoever waits longest.
      const next = this.turns.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
