import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { Institutions } from '../platform/tenancy/institutions.js';

const EVERY_MS = 3_000;

interface Fetched {
  count: number;
  client: string | null;
  at: number;
}

/** When, how often and by what each link was fetched: noted in memory and written together, since clients ask all day. */
@Injectable()
export class FetchLog implements BeforeApplicationShutdown {
  private readonly log = new Logger('feeds');
  /** Institution → feed → what is not written yet. */
  private noted = new Map<string, Map<string, Fetched>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Db,
    private readonly institutions: Institutions,
  ) {}

  note(institutionId: string, feedId: string, client: string | undefined): void {
    let feeds = this.noted.get(institutionId);
    if (!feeds) this.noted.set(institutionId, (feeds = new Map()));
    const fetched = feeds.get(feedId);
    if (fetched) {
      fetched.count += 1;
      fetched.client = client ?? null;
      fetched.at = Date.now();
    } else feeds.set(feedId, { count: 1, client: client ?? null, at: Date.now() });
    this.timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
  }

  /** Writes what is noted, so that a page shows it. What cannot be written is lost: it is only a note. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { noted } = this;
    this.noted = new Map();
    for (const [institutionId, feeds] of noted) {
      const list = [...feeds].map(([id, { count, client, at }]) => ({ id, count, client: clientName(client), at }));
      await Current.run({ unit: undefined }, () =>
        this.institutions.transaction(institutionId, () => this.write(list)),
      ).catch((error: unknown) => this.log.warn(`Fetches are not noted: ${String(error)}`));
      const fetches = list.reduce((sum, { count }) => sum + count, 0);
      this.log.log({ institution: institutionId, feeds: list.length, fetches });
    }
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  // The row's version and updated_at are the link's own and stay.
  private async write(list: { id: string; count: number; client: string | null; at: number }[]): Promise<void> {
    await this.db.rows(
      `update feed f set last_fetched_at = greatest(f.last_fetched_at, w.at), last_client = w.client, fetches = f.fetches + w.count
         from unnest($2::uuid[], $3::int[], $4::text[], $5::timestamptz[]) w(id, count, client, at)
        where f.institution_id = $1 and f.id = w.id`,
      [
        Current.institutionId,
        list.map(({ id }) => id),
        list.map(({ count }) => count),
        list.map(({ client }) => client),
        list.map(({ at }) => Temporal.Instant.fromEpochMilliseconds(at).toString()),
      ],
    );
  }
}

/** The program's own name, without system and versions of its parts. */
function clientName(client: string | null): string | null {
  const plain = /^[\x20-\x7e]{1,200}/.exec(client ?? '')?.[0];
  return plain?.split(/[(;]/)[0]?.slice(0, 60).trim() || null;
}
