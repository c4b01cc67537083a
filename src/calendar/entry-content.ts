import type { LocalizedText } from '../platform/current.js';
import type { EditionLine } from '../programme/programme-item.entity.js';
import { displayNames } from '../platform/i18n/intl.js';
import type { Language } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { CalendarEntry, EntryContent } from './calendar-entry.entity.js';
import type { CalendarAddress, CalendarEntryData, EntryStatus } from './ical/entry-data.js';

export const FEED_LANGUAGES: readonly Language[] = ['en', 'fr', 'ru', 'ar'];

/** What a released line says in a calendar. */
export function contentOfLine(line: EditionLine, activityTitle: LocalizedText, activityId: string): EntryContent {
  return {
    ...spanOfLine(line),
    title: line.title,
    activityTitle,
    venue: line.venueName,
    address: line.venueAddress || null,
    dress: line.dress,
    interpreted: [...new Set(line.interpreters.map(({ pair }) => pair))],
    cancelled: line.cancelled,
    confidential: line.confidential,
    category: `programme.type.${line.type}`,
    path: `activities/${activityId}/programme`,
  };
}

/** A line without clock times is its days, whatever its wall times are; an end at midnight belongs to the day before. */
function spanOfLine(line: EditionLine): Pick<EntryContent, 'kind' | 'start' | 'startZone' | 'end' | 'endZone'> {
  const { start, startZone, end, endZone } = line;
  if (!line.allDay) return { kind: 'timed', start, startZone, end, endZone };
  const [first, last] = [start, end].map((wall) => Temporal.PlainDate.from(wall.slice(0, 10))) as [
    Temporal.PlainDate,
    Temporal.PlainDate,
  ];
  const isOver = Temporal.PlainDate.compare(last, first) > 0 && end.slice(11) === '00:00';
  const after = isOver ? last : last.add({ days: 1 });
  return { kind: 'all-day', start: first.toString(), startZone: null, end: after.toString(), endZone: null };
}

/** The banner over the days of an activity. */
export function contentOfActivity(activity: {
  id: string;
  title: LocalizedText;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  isCancelled: boolean;
  isCertain: boolean;
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
    tentative: !activity.isCertain && !activity.isCancelled,
    category: null,
    path: `activities/${activity.id}/programme`,
  };
}

/**
 * An entry as the writers of calendars take it, in one language. Times are instants of the wall time in its zone.
 * @param home address of the institution, for entries that lead back to it; guests get none
 */
export function entryData(
  entry: Pick<CalendarEntry, 'id' | 'uid' | 'sequence' | 'changedAt' | 'createdAt' | 'data'>,
  language: Language,
  organizer: CalendarAddress | null,
  home: string | null = null,
): CalendarEntryData {
  const { data } = entry;
  const place = [data.venue ? localized(data.venue, language) : null, data.address].filter(Boolean).join(', ');
  const facts = {
    uid: entry.uid,
    sequence: entry.sequence,
    createdAt: bornAt(entry),
    updatedAt: entry.changedAt,
    summary: localized(data.title, language),
    description: [
      // The banner's own title is that of the activity.
      ...(data.kind === 'timed' || data.category ? [localized(data.activityTitle, language)] : []),
      ...(data.interpreted?.length
        ? [t('calendar.entry.interpreted', { pairs: inWords(data.interpreted, language) }, language)]
        : []),
      ...(data.dress ? [t('calendar.entry.dress', { dress: data.dress }, language)] : []),
    ],
    location: place || null,
    geo: data.geo ?? null,
    url: home && data.path ? `${home}/${data.path}` : null,
    categories: data.category ? [t(data.category, undefined, language)] : [],
    status: statusOf(data),
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

/** `fr-en` → French–English, in the words of the calendar's language. */
function inWords(pairs: readonly string[], language: Language): string {
  const names = displayNames(language, { type: 'language', fallback: 'code' });
  return pairs
    .map((pair) =>
      pair
        .split('-')
        .map((code) => names.of(code))
        .join('–'),
    )
    .join(', ');
}

function statusOf({ cancelled, tentative }: EntryContent): EntryStatus {
  if (cancelled) return 'cancelled';
  return tentative ? 'tentative' : 'confirmed';
}

/** From the id, which carries its moment: the row's own is not known yet when the text is first made. */
function bornAt({ id, createdAt }: Pick<CalendarEntry, 'id' | 'createdAt'>): Temporal.Instant {
  const isOrdered = /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id);
  return isOrdered
    ? Temporal.Instant.fromEpochMilliseconds(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
    : createdAt;
}
