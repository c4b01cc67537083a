import type { CalendarEntry } from '../calendar/calendar-entry.entity.js';
import { formatDay, formatDays, formatTime, formatZone } from '../platform/i18n/format.js';
import type { Language } from '../platform/i18n/languages.js';
import { localized } from '../platform/i18n/translate.js';

/** When, where and how, in the words of one language: the same in the letter and on the page. */
export interface Occasion {
  title: string;
  activity: string | null;
  day: string;
  /** Wall clock at the place; null for whole days. */
  time: string | null;
  /** The same moment on the partner's clock, where it differs. */
  elsewhere: string | null;
  place: string;
  dress: string | null;
}

/** @param otherZone IANA zone of the guests */
export function occasionOf(
  { data }: Pick<CalendarEntry, 'data'>,
  language: Language,
  otherZone: string | null,
): Occasion {
  const words = {
    title: localized(data.title, language),
    activity: data.kind === 'timed' ? localized(data.activityTitle, language) : null,
    place: [data.venue ? localized(data.venue, language) : '', data.address ?? ''].filter(Boolean).join(', '),
    dress: data.dress,
  };
  if (data.kind === 'all-day') {
    const last = Temporal.PlainDate.from(data.end).subtract({ days: 1 });
    return {
      ...words,
      day: formatDays(Temporal.PlainDate.from(data.start), last, language),
      time: null,
      elsewhere: null,
    };
  }
  const zone = data.startZone ?? 'UTC';
  const start = Temporal.PlainDateTime.from(data.start).toZonedDateTime(zone);
  const there = otherZone ? start.withTimeZone(otherZone) : start;
  const differs = there.offsetNanoseconds !== start.offsetNanoseconds;
  return {
    ...words,
    day: formatDay(start.toPlainDate(), 'weekday', language),
    time: formatTime(start),
    elsewhere: differs ? `${formatTime(there)} ${formatZone(otherZone!)}` : null,
  };
}
