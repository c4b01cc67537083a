import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';

const HEARTBEAT_MS = 10_000;
const PATIENCE_MS = 5_000;
const AGAIN_MS = 2_000;

/** What the database announces with NOTIFY: `institution|what`, told to whoever listens in this process. */
export type Announcement = (institutionId: string, concerned: string) => void;

/**
 * One connection that listens. While it is not certain to hear (not connected, or a heartbeat late) `isLive` is false, and
 * whatever was kept in the belief that nothing changed must be forgotten: `onSilence` says when.
 */
@Injectable()
export class Announcements implements OnApplicationShutdown {
  private readonly log = new Logger('announcements');
  private readonly heard = new Map<string, Announcement>();
  private readonly silences: (() => void)[] = [];
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | undefined;
  private started = false;
  private live = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get isLive(): boolean {
    return this.live;
  }

  /** Listens on a channel from the first call of `start` on. */
  on(channel: string, announcement: Announcement, onSilence: () => void): void {
    this.heard.set(channel, announcement);
    this.silences.push(onSilence);
  }

  /** Opens the connection, once; who never serves pages needs none. */
  start(): void {
    if (this.started) return;
    this.started = true;
    void this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.started = false;
    clearTimeout(this.timer);
    const { client } = this;
    this.silence();
    await client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.DATABASE_APP_URL,
      application_name: 'entente-listen',
      connectionTimeoutMillis: PATIENCE_MS,
      keepAlive: true,
    });
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ channel, payload = '' }) => {
      const at = payload.indexOf('|');
      this.heard.get(channel)?.(payload.slice(0, at), payload.slice(at + 1));
    });
    this.client = client;
    try {
      await client.connect();
      for (const channel of this.heard.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (this.client !== client || !this.started) return void client.end().catch(() => undefined);
      // What was kept before is of a time when nobody listened.
      for (const forget of this.silences) forget();
      this.live = true;
      this.beatLater(client);
    } catch {
      this.lost(client);
    }
  }

  private beatLater(client: pg.Client): void {
    this.timer = setTimeout(() => void this.beat(client), HEARTBEAT_MS);
    this.timer.unref();
  }

  // A connection that died without a word (a firewall, a cut cable) would leave this process believing that nothing changes.
  private async beat(client: pg.Client): Promise<void> {
    let late: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error('late')), PATIENCE_MS);
    });
    try {
      await Promise.race([client.query('select 1'), patience]);
      this.beatLater(client);
    } catch {
      this.lost(client);
    } finally {
      clearTimeout(late);
    }
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    this.silence();
    void client.end().catch(() => undefined);
    if (!this.started) return;
    this.log.warn('The connection that listens is lost; kept calendars are forgotten until it is back.');
    this.timer = setTimeout(() => void this.connect(), AGAIN_MS);
    this.timer.unref();
  }

  private silence(): void {
    this.client = null;
    this.live = false;
    clearTimeout(this.timer);
    for (const forget of this.silences) forget();
  }
}
