import type { LocalizedText } from '../platform/current.js';
import type { EditionLine } from '../programme/programme-item.entity.js';
import type { Language } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { CalendarEntry, EntryContent } from './calendar-entry.entity.js';
import type { CalendarAddress, CalendarEntryData } from './ical/entry-data.js';

export const FEED_LANGUAGES: readonly Language[] = ['en', 'fr', 'ru', 'ar'];

/** What a released line says in a calendar. */
export function contentOfLine(line: EditionLine, activityTitle: LocalizedText): EntryContent {
  return {
    kind: 'timed',
    start: line.start,
    startZone: line.startZone,
    end: line.end,
    endZone: line.endZone,
    title: line.title,
    activityTitle,
    venue: line.venueName,
    address: line.venueAddress || null,
    dress: line.dress,
    cancelled: line.cancelled,
    confidential: line.confidential,
  };
}

/** The banner over the days of an activity. */
export function contentOfActivity(activity: {
  title: LocalizedText;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  isCancelled: boolean;
  city: string;
}): EntryContent {
  return {
    kind: 'all-day',
    start: activity.startsOn.toString(),
    startZone: null,
    end: activity.endsOn.add({ days: 1 }).toString(),
    endZone: null,
    title: activity.title,
    activityTitle: activity.title,
    venue: activity.city ? { und: activity.city } : null,
    address: null,
    dress: null,
    cancelled: activity.isCancelled,
    confidential: false,
  };
}

/** An entry as the writers of calendars take it, in one language. Times are instants of the wall time in its zone. */
export function entryData(
  entry: Pick<CalendarEntry, 'uid' | 'sequence' | 'changedAt' | 'createdAt' | 'data'>,
  language: Language,
  organizer: CalendarAddress | null,
): CalendarEntryData {
  const { data } = entry;
  const place = [data.venue ? localized(data.venue, language) : null, data.address].filter(Boolean).join(', ');
  const facts = {
    uid: entry.uid,
    sequence: entry.sequence,
    createdAt: entry.createdAt,
    updatedAt: entry.changedAt,
    summary: localized(data.title, language),
    description: [
      ...(data.kind === 'timed' ? [localized(data.activityTitle, language)] : []),
      ...(data.dress ? [t('calendar.entry.dress', { dress: data.dress }, language)] : []),
    ],
    location: place || null,
    categories: [],
    status: data.cancelled ? ('cancelled' as const) : ('confirmed' as const),
    // Days of a visit are a banner: they take nobody's time.
    transparency: data.kind === 'all-day' ? ('transparent' as const) : ('opaque' as const),
    organizer,
    confidential: data.confidential,
  };
  if (data.kind === 'all-day') {
    return {
      ...facts,
      kind: 'all-day',
      start: Temporal.PlainDate.from(data.start),
      end: Temporal.PlainDate.from(data.end),
    };
  }
  return {
    ...facts,
    kind: 'timed',
    start: Temporal.PlainDateTime.from(data.start).toZonedDateTime(data.startZone ?? 'UTC'),
    end: Temporal.PlainDateTime.from(data.end).toZonedDateTime(data.endZone ?? 'UTC'),
  };
}
