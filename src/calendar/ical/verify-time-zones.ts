import { all, first, type Component } from './component-tree.js';
import type { Finding } from './finding.js';
import { wallTime } from './verify-values.js';
import { blockTransitions, realTransitions, sameTransitions } from './zone-transitions.js';

interface Span {
  from: Temporal.Instant;
  to: Temporal.Instant;
  line: number;
}

/** RFC 5545 §3.2.19 and §3.6.5: each TZID in use has one VTIMEZONE of that very name, and what it says is true. */
export function verifyTimeZones(calendar: Component, findings: Finding[]): void {
  const complain = (rule: string, line: number, detail: string) => findings.push({ rule, line, detail });
  const zones = new Map<string, Component>();
  for (const zone of calendar.components.filter(({ name }) => name === 'VTIMEZONE')) {
    const tzid = first(zone, 'TZID')?.value ?? '';
    if (!tzid) complain('required', zone.line, 'TZID');
    if (zones.has(tzid)) complain('duplicate-zone', zone.line, tzid);
    zones.set(tzid, zone);
    verifyObservances(zone, complain);
  }
  const used = usedZones(calendar);
  for (const [tzid, span] of used) {
    const zone = zones.get(tzid);
    if (!zone) complain('missing-zone', span.line, tzid);
    else if (!isTrue(tzid, zone, span)) complain('wrong-zone', zone.line, `${tzid} is not what the zone database says`);
  }
  for (const [tzid, { line }] of zones) if (!used.has(tzid)) complain('unused-zone', line, tzid);
}

function verifyObservances(zone: Component, complain: (rule: string, line: number, detail: string) => void): void {
  if (zone.components.length === 0) complain('required', zone.line, 'STANDARD or DAYLIGHT');
  for (const observance of zone.components) {
    for (const name of ['DTSTART', 'TZOFFSETFROM', 'TZOFFSETTO'])
      if (!first(observance, name)) complain('required', observance.line, name);
    for (const offset of [...all(observance, 'TZOFFSETFROM'), ...all(observance, 'TZOFFSETTO')]) {
      if (!/^[+-]\d{4}(?:\d\d)?$/.test(offset.value) || /^-0+$/.test(offset.value))
        complain('offset', offset.number, offset.value);
    }
  }
}

function usedZones(calendar: Component): Map<string, Span> {
  const used = new Map<string, Span>();
  const properties = calendar.components
    .filter(({ name }) => name !== 'VTIMEZONE')
    .flatMap((component) => component.properties);
  for (const { params, value, number } of properties) {
    const tzid = params.get('TZID')?.[0];
    if (tzid === undefined) continue;
    const [from, to] = around(value);
    const span = used.get(tzid);
    if (!span) used.set(tzid, { from, to, line: number });
    else {
      if (Temporal.Instant.compare(from, span.from) < 0) span.from = from;
      if (Temporal.Instant.compare(to, span.to) > 0) span.to = to;
    }
  }
  return used;
}

// One day to either side covers every zone's distance from UTC.
function around(value: string): [Temporal.Instant, Temporal.Instant] {
  const day = (wallTime(value) ?? Temporal.PlainDateTime.from('1970-01-01')).toZonedDateTime('UTC');
  return [day.subtract({ days: 1 }).toInstant(), day.add({ days: 1 }).toInstant()];
}

function isTrue(tzid: string, zone: Component, { from, to }: Span): boolean {
  // A name from elsewhere (Windows has its own) leaves nothing to compare with.
  if (!isKnown(tzid)) return true;
  try {
    return sameTransitions(blockTransitions(asText(zone), from, to), realTransitions(tzid, from, to));
  } catch {
    return false;
  }
}

function isKnown(tzid: string): boolean {
  try {
    return Boolean(Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(tzid));
  } catch {
    return false;
  }
}

function asText(component: Component): string {
  const own = component.properties.map(
    ({ name, params, value }) => `${name}${params.has('VALUE') ? `;VALUE=${params.get('VALUE')?.[0]}` : ''}:${value}`,
  );
  return [`BEGIN:${component.name}`, ...own, ...component.components.map(asText), `END:${component.name}`].join('\r\n');
}
