import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { randomUUIDv7 } from 'node:crypto';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { FetchFailed, fetchText } from '../platform/outbound/fetch-text.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { TicksService } from '../platform/jobs/ticks.service.js';
import { allow } from '../platform/permissions/allow.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import { canPlanSittings } from './institution.rules.js';
import { sittingsOf } from './sitting-ics.js';
import { SittingDaysService } from './sitting-days.service.js';

export interface FeedRow {
  id: string;
  name: string;
  committee_id: string | null;
  state: 'waiting' | 'in-step' | 'failing';
  failure: string | null;
  failure_detail: string | null;
  fetched_at: Temporal.Instant | null;
  in_step_at: Temporal.Instant | null;
  days: number;
}

const JOB = 'sittings.fetch';
/** What is past stays as it was; what is further away nobody plans. */
const BACK_DAYS = 14;
const AHEAD_YEARS = 3;
const MOST_FEEDS = 30;

export class TooManyFeeds extends DomainError {
  constructor() {
    super('institution.error.too_many_feeds', { most: MOST_FEEDS }, { field: 'url' });
  }
}

/** Sitting calendars that are published elsewhere and kept in step with. */
@Injectable()
export class SittingFeedsService {
  constructor(
    private readonly db: Db,
    private readonly secrets: SecretsService,
    private readonly jobs: JobsService,
    private readonly sittings: SittingDaysService,
    private readonly events: EventsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The addresses stay sealed: they may hold a secret. */
  list(): Promise<FeedRow[]> {
    return this.db.rows<FeedRow>(
      `select id, name, committee_id, state, failure, failure_detail, fetched_at, in_step_at, days
         from sitting_feed where institution_id = $1 order by name, id`,
      [Current.institutionId],
    );
  }

  /** Subscribes; the first reading follows at once, by a job. @returns its id @throws TooManyFeeds */
  subscribe(input: { name: string; url: string; committeeId: string | null }): Promise<string> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      if ((await this.list()).length >= MOST_FEEDS) throw new TooManyFeeds();
      const id = randomUUIDv7();
      const url = await this.secrets.seal(placeOf(id), input.url);
      await this.db.rows(
        'insert into sitting_feed (institution_id, id, name, url, committee_id) values ($1, $2, $3, $4, $5)',
        [Current.institutionId, id, input.name, url, input.committeeId],
      );
      await this.events.record({ type: 'sitting_feed.subscribed', subject: id });
      await this.jobs.enqueue(JOB, { feedId: id }, { singletonKey: id });
      return id;
    });
  }

  /** Reads it again now, by a job. @throws NotFound */
  fetchLater(id: string): Promise<void> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      await this.address(id);
      await this.jobs.enqueue(JOB, { feedId: id }, { singletonKey: id });
    });
  }

  /** Ends the subscription. Days to come that it brought go with it, past ones stay. @throws NotFound */
  end(id: string): Promise<void> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      const { committee_id } = await this.address(id);
      await this.sittings.keepInStep({ id, committeeId: committee_id }, [], this.span());
      await this.db.rows('update sitting_day set feed_id = null where institution_id = $1 and feed_id = $2', [
        Current.institutionId,
        id,
      ]);
      await this.db.rows('update committee_sitting set feed_id = null where institution_id = $1 and feed_id = $2', [
        Current.institutionId,
        id,
      ]);
      await this.db.rows('delete from sitting_feed where institution_id = $1 and id = $2', [Current.institutionId, id]);
      await this.events.record({ type: 'sitting_feed.ended', subject: id });
    });
  }

  /** Every feed, each by its own job. */
  async fetchAllLater(): Promise<void> {
    await this.db.transaction(async () => {
      for (const { id } of await this.list()) await this.jobs.enqueue(JOB, { feedId: id }, { singletonKey: id });
    });
  }

  /** Reads the calendar and follows it. A failure is noted where people see it, and changes no day. */
  async fetch(id: string): Promise<void> {
    const found = await this.db.read(() => this.address(id)).catch(() => null);
    if (!found) return;
    try {
      const { text } = await fetchText(found.url, { allowPrivate: this.config.OUTBOUND_PRIVATE });
      const span = this.span();
      const days = sittingsOf(text, { zone: Current.institution.timeZone, ...span });
      await this.db.transaction(async () => {
        await this.sittings.keepInStep({ id, committeeId: found.committee_id }, days, span);
        await this.db.rows(
          `update sitting_feed set state = 'in-step', failure = null, failure_detail = null, failures = 0, fetched_at = now(),
             in_step_at = now(), days = $3, updated_at = now() where institution_id = $1 and id = $2`,
          [Current.institutionId, id, days.length],
        );
      });
    } catch (error) {
      const [failure, detail] = faultOf(error);
      await this.db.transaction(() =>
        this.db.rows(
          `update sitting_feed set state = 'failing', failure = $3, failure_detail = $4, failures = failures + 1, fetched_at = now(),
             updated_at = now() where institution_id = $1 and id = $2`,
          [Current.institutionId, id, failure, detail.slice(0, 200)],
        ),
      );
    }
  }

  private async address(id: string): Promise<{ url: string; committee_id: string | null }> {
    const [row] = await this.db.rows<{ url: Buffer; committee_id: string | null }>(
      'select url, committee_id from sitting_feed where institution_id = $1 and id = $2',
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    return { url: await this.secrets.open(placeOf(id), row.url), committee_id: row.committee_id };
  }

  private span(): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    return { from: today.subtract({ days: BACK_DAYS }), until: today.add({ years: AHEAD_YEARS }) };
  }
}

/** Starts the reading: every two hours, and whenever somebody asks. */
@Injectable()
export class SittingFeedTicks implements OnModuleInit {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ticks: TicksService,
    private readonly jobs: JobsService,
    private readonly feeds: SittingFeedsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define(JOB, (data) => this.feeds.fetch(String(data['feedId'])));
  }

  @Cron('20 * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once(JOB, 120, () => this.feeds.fetchAllLater());
  }
}

const placeOf = (id: string) => ({ table: 'sitting_feed', column: 'url', row: id });

function faultOf(error: unknown): [fault: string, detail: string] {
  if (error instanceof FetchFailed) return [error.fault, error.detail];
  if (error instanceof DomainError) return ['no_calendar', String(error.params['detail'] ?? '')];
  throw error;
}
