import {
  ICalCalendar,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
  formatDateTZ,
  type ICalEventData,
} from 'ical-generator';
import { formatInstant } from '../../platform/i18n/format.js';
import type { Language } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import type { CalendarAddress, CalendarEntryData, TimedEntryData } from './entry-data.js';
import { EntryEndsBeforeItStarts } from './errors.js';
import {
  contentLines,
  isMailAddress,
  nameParameter,
  oneLine,
  paragraphs,
  textValue,
  uriValue,
  utcDateTime,
} from './text.js';
import { tzidOf } from './time-zones.js';

/**
 * What a feed's reader may see: `full` everything; `discreet` confidential entries as "Busy"; `busy` every entry as "Busy".
 */
export type Audience = 'full' | 'discreet' | 'busy';

export interface RenderOptions {
  readonly language: Language;
  readonly audience: Audience;
}

/** The time zones and the span that an entry needs from its feed's VTIMEZONEs. */
export interface ZoneNeeds {
  readonly zones: readonly string[];
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant;
}

/**
 * The VEVENT of an entry, folded, with CRLF after every line: made once when the entry changes, stored, and joined into
 * feeds by `assembleFeed`. A pure function of the entry, the language and the audience: DTSTAMP is the entry's own
 * `updatedAt`. Fails with EntryEndsBeforeItStarts.
 */
export function renderEntry(entry: CalendarEntryData, { language, audience }: RenderOptions): string {
  const shown = isHidden(entry, audience) ? withoutContent(entry, language) : withFooter(entry, language);
  return contentLines(eventLines(shown, language));
}

/** Which zones an entry's VEVENT for this audience refers to, and when; kept beside its stored text. */
export function zoneNeeds(entry: CalendarEntryData, audience: Audience): ZoneNeeds {
  if (entry.kind === 'all-day') {
    const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').toInstant();
    return { zones: [], from: midnight(entry.start), until: midnight(entry.end) };
  }
  const times = isHidden(entry, audience) ? [] : [entry.start, entry.end];
  const zones = new Set(times.flatMap((time) => tzidOf(time) ?? []));
  return { zones: [...zones], from: entry.start.toInstant(), until: entry.end.toInstant() };
}

/** The unfolded content lines of an entry's VEVENT, BEGIN and END included, without description footer. */
export function eventLines(entry: CalendarEntryData, language: Language): string[] {
  if (endsTooEarly(entry)) throw new EntryEndsBeforeItStarts();
  const event = new ICalCalendar().createEvent(generatorData(entry, language));
  const lines = event.toString().trimEnd().split('\r\n');
  return lines
    .slice(0, -1)
    .map((line) => corrected(line, entry))
    .concat(uriLine(entry.url), 'END:VEVENT');
}

function isHidden({ confidential }: CalendarEntryData, audience: Audience): boolean {
  return audience === 'busy' || (audience === 'discreet' && confidential);
}

function withoutContent(entry: CalendarEntryData, language: Language): CalendarEntryData {
  const nothing = { description: [], location: null, geo: null, url: null, categories: [], organizer: null };
  const busy = { ...nothing, summary: t('calendar.entry.busy', undefined, language), confidential: false };
  if (entry.kind === 'all-day') return { ...entry, ...busy };
  // A zone would tell the country.
  return { ...entry, ...busy, start: entry.start.withTimeZone('UTC'), end: entry.end.withTimeZone('UTC') };
}

// Whoever reads an old copy on a phone sees how old it is, and where the current plan stands.
function withFooter(entry: CalendarEntryData, language: Language): CalendarEntryData {
  const zone = entry.kind === 'timed' ? entry.start.timeZoneId : 'UTC';
  const when = `${formatInstant(entry.updatedAt, zone, 'long', language)}${entry.kind === 'timed' ? '' : ' UTC'}`;
  const updated = t('calendar.entry.updated', { when }, language);
  const url = uriValue(entry.url ?? '');
  return { ...entry, description: [...entry.description, url ? `${updated} · ${url}` : updated] };
}

function endsTooEarly(entry: CalendarEntryData): boolean {
  // A moment (a deadline, an arrival) has no length and is written without DTEND; a day has at least one.
  if (entry.kind === 'timed') return seconds(entry.end) < seconds(entry.start);
  return Temporal.PlainDate.compare(entry.end, entry.start) <= 0;
}

function generatorData(entry: CalendarEntryData, language: Language): ICalEventData {
  const summary = oneLine(entry.summary).trim() || t('calendar.entry.untitled', undefined, language);
  const description = paragraphs(entry.description);
  return {
    // The library writes the UID as it stands, so it is escaped here.
    id: textValue(entry.uid),
    sequence: entry.sequence,
    ...generatorTimes(entry),
    stamp: entry.updatedAt,
    created: entry.createdAt,
    lastModified: entry.updatedAt,
    summary,
    description: description ? { plain: description } : null,
    location: generatorLocation(entry),
    organizer: generatorOrganizer(entry.organizer),
    categories: entry.categories.map((name) => ({ name: oneLine(name).trim() })).filter(({ name }) => name),
    status: ICalEventStatus[entry.status.toUpperCase() as keyof typeof ICalEventStatus],
    transparency: ICalEventTransparency[entry.transparency.toUpperCase() as keyof typeof ICalEventTransparency],
    // Advice to the reader's program only: what must stay hidden is left out here, never marked.
    class: entry.confidential ? ICalEventClass.CONFIDENTIAL : null,
  };
}

// A feed does without the organiser rather than with an address that a program would refuse.
function generatorOrganizer(organizer: CalendarAddress | null): ICalEventData['organizer'] {
  return organizer && isMailAddress(organizer.address)
    ? {
        name: nameParameter(organizer),
        email: organizer.address,
        ...(organizer.sentBy && isMailAddress(organizer.sentBy) && { sentBy: organizer.sentBy }),
      }
    : null;
}

function generatorTimes(entry: CalendarEntryData): Pick<ICalEventData, 'allDay' | 'end' | 'start' | 'timezone'> {
  if (entry.kind === 'all-day') return { allDay: true, start: entry.start, end: entry.end };
  const end = seconds(entry.end) === seconds(entry.start) ? null : entry.end.toInstant();
  return { start: entry.start.toInstant(), end, timezone: tzidOf(entry.start) };
}

function generatorLocation({ location, geo }: CalendarEntryData): ICalEventData['location'] {
  const title = oneLine(location ?? '').trim();
  const place = geo && { lat: Number(geo.latitude.toFixed(6)), lon: Number(geo.longitude.toFixed(6)) };
  if (title) return place ? { title, geo: place, radius: 100 } : { title };
  return place ? { geo: place } : null;
}

// The library knows one zone per event.
function corrected(line: string, entry: CalendarEntryData): string {
  return entry.kind === 'timed' && line.startsWith('DTEND') ? endLine(entry) : line;
}

function endLine({ end }: TimedEntryData): string {
  const zone = tzidOf(end);
  return zone
    ? formatDateTZ(zone, 'DTEND', end.toInstant(), { timezone: zone })
    : `DTEND:${utcDateTime(end.toInstant())}`;
}

// Not through the library: it escapes a URL as TEXT, and `\,` in an address leads nowhere.
function uriLine(url: string | null | undefined): string[] {
  const value = uriValue(url ?? '');
  return value ? [`URL;VALUE=URI:${value}`] : [];
}

function seconds(time: Temporal.ZonedDateTime): number {
  return Math.floor(time.epochMilliseconds / 1000);
}
