import type { Feed } from './feed.entity.js';

/** A day and a half: longer than the slowest client waits between two fetches. */
const SILENT_HOURS = 36;

export type FeedHealth = 'never' | 'ended' | 'silent' | 'behind' | 'current';

/** What the subscriber's program holds: the newest, an older copy (`hours` is its age), or nothing yet. */
export function healthOf(
  feed: Pick<Feed, 'lastFetchedAt' | 'lapsedAt' | 'contentAt'>,
  now: Temporal.Instant,
): { state: FeedHealth; hours: number } {
  const hours = feed.lastFetchedAt ? Math.floor(feed.lastFetchedAt.until(now).total('hours')) : 0;
  if (feed.lapsedAt) return { state: 'ended', hours };
  if (!feed.lastFetchedAt) return { state: 'never', hours };
  if (hours >= SILENT_HOURS) return { state: 'silent', hours };
  // Made anew ahead of the next fetch, the content is younger than what the program came for.
  const isBehind =
    feed.contentAt !== null && Temporal.Instant.compare(feed.contentAt, feed.lastFetchedAt.add({ seconds: 5 })) > 0;
  return { state: isBehind ? 'behind' : 'current', hours };
}
