import { calendarText } from './assemble-feed.js';
import { contentLines, utcDateTime } from './text.js';

export interface BusyPeriod {
  from: Temporal.Instant;
  until: Temporal.Instant;
  isTentative: boolean;
}

/** A VFREEBUSY of a span (RFC 5545 §3.6.4): times and nothing else. Periods are cut to the span and joined where they touch. */
export function freeBusyText(
  span: { from: Temporal.Instant; until: Temporal.Instant },
  periods: readonly BusyPeriod[],
  { uid, stamp }: { uid: string; stamp: Temporal.Instant },
): string {
  const lines = [
    'BEGIN:VFREEBUSY',
    `UID:${uid}`,
    `DTSTAMP:${utcDateTime(stamp)}`,
    `DTSTART:${utcDateTime(span.from)}`,
    `DTEND:${utcDateTime(span.until)}`,
    ...['BUSY', 'BUSY-TENTATIVE'].flatMap((kind) =>
      joined(
        periods.filter(({ isTentative }) => isTentative === (kind !== 'BUSY')),
        span,
      ).map(({ from, until }) => `FREEBUSY;FBTYPE=${kind}:${utcDateTime(from)}/${utcDateTime(until)}`),
    ),
    'END:VFREEBUSY',
  ];
  const entry = { text: contentLines(lines), zones: [], from: span.from, until: span.until };
  return calendarText([], [entry]);
}

function joined(periods: readonly BusyPeriod[], span: { from: Temporal.Instant; until: Temporal.Instant }) {
  const { compare } = Temporal.Instant;
  const cut = periods
    .map(({ from, until }) => ({
      from: compare(from, span.from) < 0 ? span.from : from,
      until: compare(until, span.until) > 0 ? span.until : until,
    }))
    .filter(({ from, until }) => compare(from, until) < 0)
    .toSorted((a, b) => compare(a.from, b.from));
  const result: typeof cut = [];
  for (const period of cut) {
    const last = result.at(-1);
    if (!last || compare(period.from, last.until) > 0) result.push(period);
    else if (compare(period.until, last.until) > 0) last.until = period.until;
  }
  return result;
}
