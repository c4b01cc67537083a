import { createHash } from 'node:crypto';
import { nearestColorName } from './color-names.js';
import type { ZoneNeeds } from './render-entry.js';
import { contentLines, textValue, utcDateTime } from './text.js';
import { verifiedTimeZoneBlock } from './time-zones.js';

const PRODID = '-//Entente//Calendar 1//EN';

/** A stored entry: its VEVENT text and the zones it refers to. */
export interface FeedEntry extends ZoneNeeds {
  readonly text: string;
}

export interface FeedData {
  readonly name: string;
  readonly description?: string | null;
  /** The institution's accent, `#rrggbb`. */
  readonly color?: string | null;
  /** When anything in the feed last changed; left out for a feed that never held anything. */
  readonly updatedAt?: Temporal.Instant | null;
  /** ISO 8601 duration, whole hours or minutes; one hour unless told. */
  readonly refreshEvery?: string;
  readonly entries: readonly FeedEntry[];
}

/**
 * A whole VCALENDAR from stored VEVENTs: header, one VTIMEZONE per zone in use, the entries in the order given. No
 * METHOD and no UID of its own: RFC 5546 knows no subscription, and vdirsyncer takes a calendar UID for its one event.
 */
export function assembleFeed(feed: FeedData): string {
  return calendarText(headerLines(feed), feed.entries);
}

/** A calendar object of given header lines, with the zones that its entries need, and the entries. */
export function calendarText(header: readonly string[], entries: readonly FeedEntry[]): string {
  const start = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODID}`, 'CALSCALE:GREGORIAN', ...header];
  const zones = timeZoneBlocks(entries).map((block) => contentLines(block.trimEnd().split('\r\n')));
  return [contentLines(start), ...zones, ...entries.map(({ text }) => text), contentLines(['END:VCALENDAR'])].join('');
}

/** The strong entity tag of a response body; a compressed body gets its own from its own bytes (RFC 9110 §8.8.3.3). */
export function feedEtag(bytes: string | Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url')}"`;
}

function headerLines({ name, description, color, updatedAt, refreshEvery = 'PT1H' }: FeedData): string[] {
  // The old X- twins are what Google, Apple and Outlook read; the others are RFC 7986.
  const lines = [`NAME:${textValue(name)}`, `X-WR-CALNAME:${textValue(name)}`];
  if (description) lines.push(`DESCRIPTION:${textValue(description)}`, `X-WR-CALDESC:${textValue(description)}`);
  if (updatedAt) lines.push(`LAST-MODIFIED:${utcDateTime(updatedAt)}`);
  const every = Temporal.Duration.from(refreshEvery).toString();
  lines.push(`REFRESH-INTERVAL;VALUE=DURATION:${every}`, `X-PUBLISHED-TTL:${every}`);
  if (color && /^#[0-9a-f]{6}$/i.test(color))
    lines.push(`COLOR:${nearestColorName(color)}`, `X-APPLE-CALENDAR-COLOR:${color}`);
  return lines;
}

function timeZoneBlocks(entries: readonly FeedEntry[]): string[] {
  const spans = new Map<string, { from: Temporal.Instant; until: Temporal.Instant }>();
  for (const { zones, from, until } of entries) {
    for (const zone of zones) {
      const span = spans.get(zone);
      spans.set(zone, { from: span ? earlier(span.from, from) : from, until: span ? later(span.until, until) : until });
    }
  }
  const inOrder = [...spans].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([zone, { from, until }]) => verifiedTimeZoneBlock(zone, from, until));
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}
