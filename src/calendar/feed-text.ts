import { Current } from '../platform/current.js';
import type { Language } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { FeedContents, FeedItem, FeedPart } from './feed-contents.service.js';
import { assembleFeed, calendarText } from './ical/assemble-feed.js';
import { tombstoneTitle } from './ical/tombstone.js';

/** The whole feed as a calendar: header, zones and stored entries joined. */
export function feedText(contents: FeedContents<FeedPart>): string {
  const { items, updatedAt } = contents;
  if (contents.withdrawn) return assembleFeed({ name: feedName(contents), updatedAt, entries: items });
  const language = contents.feed.language as Language;
  return assembleFeed({
    name: feedName(contents),
    description: t('calendar.feed.about', {}, language),
    color: Current.institution.accent,
    updatedAt,
    entries: items,
  });
}

export function feedName({ feed, withdrawn }: Pick<FeedContents, 'feed' | 'withdrawn'>): string {
  const language = feed.language as Language;
  if (withdrawn) return tombstoneTitle(withdrawn.reason, language);
  return `${feed.name} · ${localized(Current.institution.name, language)}`;
}

/** One entry as a calendar object of its own: what CalDAV calls a resource. */
export function itemText(item: FeedItem): string {
  return calendarText([], [item]);
}

/** The same for programs that rather read JSON: wall times with their zones, and the instants. */
export function feedJson(contents: FeedContents): string {
  const { items, withdrawn, updatedAt } = contents;
  const language = contents.feed.language as Language;
  return JSON.stringify({
    name: feedName(contents),
    withdrawn: withdrawn?.reason ?? null,
    updatedAt: updatedAt?.toString() ?? null,
    entries: withdrawn ? [] : items.map((item) => jsonEntry(item, language)),
  });
}

function jsonEntry({ uid, data, from, until, changedAt }: FeedItem, language: Language): object {
  const span = { startsAt: from.toString(), endsAt: until.toString(), updatedAt: changedAt.toString() };
  if (!data) return { uid, busy: true, ...span };
  const { kind, start, startZone, end, endZone, cancelled, tentative = false } = data;
  return {
    uid,
    busy: kind === 'timed' && !cancelled,
    ...span,
    allDay: kind === 'all-day',
    ...{ start, startZone, end, endZone },
    title: localized(data.title, language),
    activity: localized(data.activityTitle, language),
    venue: data.venue ? localized(data.venue, language) : null,
    ...{ address: data.address, dress: data.dress, geo: data.geo ?? null },
    status: cancelled ? 'cancelled' : tentative ? 'tentative' : 'confirmed',
  };
}
