import { tzlib_get_ical_block } from 'timezones-ical-library';
import { blockTransitions, realTransitions, sameTransitions, type ZoneTransitions } from './zone-transitions.js';

const UTC_NAMES = new Set([
  'UTC',
  'Etc/UTC',
  'Etc/UCT',
  'Etc/Universal',
  'Etc/Zulu',
  'UCT',
  'Universal',
  'Zulu',
  'Etc/GMT',
  'GMT',
]);
const ANCHOR = '19700101T000000';
const KEPT_BLOCKS = 1000;
const blocks = new Map<string, string>();

/** Whether times of this zone are written under its name at all: UTC and bare offsets are not. */
export function hasBlock(zone: string): boolean {
  return !UTC_NAMES.has(zone) && /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone);
}

/**
 * The TZID under which a time is written, or null where it is written in UTC: in UTC itself, with a bare offset, and in
 * the second run of an hour that the clocks repeat, since local time there always means the first (RFC 5545 §3.3.5).
 */
export function tzidOf(time: Temporal.ZonedDateTime): string | null {
  const zone = time.timeZoneId;
  if (!hasBlock(zone)) return null;
  const first = time.toPlainDateTime().toZonedDateTime(zone, { disambiguation: 'earlier' });
  return first.equals(time) ? zone : null;
}

/**
 * The VTIMEZONE of an IANA zone (lines joined by CRLF, the last one with it too), true for every instant from `from`
 * until `to`. The library's block (one yearly STANDARD and DAYLIGHT, which is all that Outlook reads) is taken where it
 * agrees with the runtime's own zone data; otherwise every change of the offset is written out.
 */
export function verifiedTimeZoneBlock(zone: string, from: Temporal.Instant, to: Temporal.Instant): string {
  // Whole months, so that feeds with nearly the same range share one block and one check; a day more on either side
  // because programs look a wall time up before they know its offset.
  const [first, last] = [
    monthStart(from.subtract({ hours: 24 })),
    monthStart(to.add({ hours: 24 })).add({ months: 1 }),
  ];
  const id = `${zone} ${first.toPlainDate()} ${last.toPlainDate()}`;
  let block = blocks.get(id);
  if (block === undefined) {
    block = makeBlock(zone, first.toInstant(), last.toInstant());
    if (blocks.size >= KEPT_BLOCKS) blocks.clear();
    blocks.set(id, block);
  }
  return block;
}

function makeBlock(zone: string, from: Temporal.Instant, to: Temporal.Instant): string {
  const real = realTransitions(zone, from, to);
  const known = libraryBlock(zone);
  return known !== null && sameTransitions(blockTransitions(known, from, to), real) ? known : explicitBlock(zone, real);
}

/** The library's block under the name that was asked for: it answers Europe/Zagreb with TZID:Europe/Belgrade. */
export function libraryBlock(zone: string): string | null {
  const [block] = tzlib_get_ical_block(zone);
  if (!block?.startsWith('BEGIN:VTIMEZONE')) return null;
  return `${block
    .trim()
    .replace(/^TZID:.*$/m, `TZID:${zone}`)
    .replace(/^X-LIC-LOCATION:.*$/m, `X-LIC-LOCATION:${zone}`)
    .split(/\r?\n/)
    .join('\r\n')}\r\n`;
}

function explicitBlock(zone: string, { initial, changes }: ZoneTransitions): string {
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, `X-LIC-LOCATION:${zone}`];
  lines.push(...observance('STANDARD', ANCHOR, initial, initial));
  let before = initial;
  for (const { at, offset } of changes) {
    // Temporal does not say which time is "summer"; the later clock is, also where a country calls the winter special.
    lines.push(...observance(offset > before ? 'DAYLIGHT' : 'STANDARD', wallTime(at, before), before, offset));
    before = offset;
  }
  lines.push('END:VTIMEZONE');
  return `${lines.join('\r\n')}\r\n`;
}

function observance(kind: 'STANDARD' | 'DAYLIGHT', start: string, from: number, to: number): string[] {
  const lines = [
    `DTSTART:${start}`,
    `TZOFFSETFROM:${utcOffset(from)}`,
    `TZOFFSETTO:${utcOffset(to)}`,
    `TZNAME:${zoneName(to)}`,
  ];
  return [`BEGIN:${kind}`, ...lines, `END:${kind}`];
}

// The onset is told in the local time that was valid until then (RFC 5545 §3.6.5).
function wallTime(at: Temporal.Instant, offsetBefore: number): string {
  const wall = at.add({ seconds: offsetBefore }).toZonedDateTimeISO('UTC').toPlainDateTime();
  return wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}

function utcOffset(seconds: number): string {
  const whole = Math.abs(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, ...(whole % 60 ? [whole % 60] : [])];
  return (seconds < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join('');
}

// As the zone database itself names zones without an abbreviation: +02, -0330.
function zoneName(seconds: number): string {
  return utcOffset(seconds).replace(/00$/, '');
}

function monthStart(instant: Temporal.Instant): Temporal.ZonedDateTime {
  return instant.toZonedDateTimeISO('UTC').with({ day: 1 }).startOfDay();
}
