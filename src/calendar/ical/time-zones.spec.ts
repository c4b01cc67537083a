import { describe, expect, it } from 'vitest';
import { libraryBlock, tzidOf, verifiedTimeZoneBlock } from './time-zones.js';
import { blockTransitions, realTransitions, sameTransitions } from './zone-transitions.js';

const instant = (text: string) => Temporal.Instant.from(text);
const year = (from: number, to = from) => [instant(`${from}-01-01T00:00Z`), instant(`${to}-12-31T00:00Z`)] as const;

function libraryIsRight(zone: string, from: Temporal.Instant, to: Temporal.Instant): boolean {
  const block = libraryBlock(zone);
  return block !== null && sameTransitions(blockTransitions(block, from, to), realTransitions(zone, from, to));
}

describe('VTIMEZONE blocks', () => {
  it('gives one yearly standard and daylight rule anchored in 1970 where that is true', () => {
    const block = verifiedTimeZoneBlock('Europe/Berlin', ...year(2027));
    expect(block).toContain('DTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n');
    expect(block.match(/^BEGIN:(STANDARD|DAYLIGHT)/gm)).toEqual(['BEGIN:DAYLIGHT', 'BEGIN:STANDARD']);
    expect(block.endsWith('END:VTIMEZONE\r\n')).toBe(true);
  });

  it.each(['Europe/Zagreb', 'Europe/Amsterdam', 'Europe/Luxembourg'])(
    'names %s as it was asked for, not its link target',
    (zone) => {
      expect(verifiedTimeZoneBlock(zone, ...year(2027))).toMatch(new RegExp(`^TZID:${zone}\r$`, 'm'));
    },
  );

  it.each(['Europe/Minsk', 'Asia/Tashkent'])('gives %s one observance and no rule', (zone) => {
    const block = verifiedTimeZoneBlock(zone, ...year(2026, 2030));
    expect(block.match(/^BEGIN:(STANDARD|DAYLIGHT)/gm)).toEqual(['BEGIN:STANDARD']);
    expect(block).not.toContain('RRULE');
  });

  it.each([
    ['Africa/Cairo', 2030],
    ['Africa/Casablanca', 2026],
    ['America/Nuuk', 2029],
  ])('writes the changes of %s in %i out, since the library has them wrong', (zone, when) => {
    const range = year(when);
    expect(libraryIsRight(zone, ...range)).toBe(false);
    const block = verifiedTimeZoneBlock(zone, ...range);
    expect(block).not.toContain('RRULE');
    expect(sameTransitions(blockTransitions(block, ...range), realTransitions(zone, ...range))).toBe(true);
  });

  it('takes the library for Cairo in the years in which it is right', () => {
    expect(verifiedTimeZoneBlock('Africa/Cairo', ...year(2027))).toContain('RRULE');
  });

  it('tells the wall time before a change and both offsets', () => {
    const block = verifiedTimeZoneBlock('Africa/Cairo', ...year(2030));
    expect(block).toContain(
      'BEGIN:STANDARD\r\nDTSTART:20301101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nTZNAME:+02\r\nEND:STANDARD\r\n',
    );
  });

  it('is right for every zone that the runtime knows, over the window of a feed', () => {
    const range = [instant('2026-08-01T00:00Z'), instant('2028-06-01T00:00Z')] as const;
    const wrong = Intl.supportedValuesOf('timeZone').filter((zone) => {
      const block = verifiedTimeZoneBlock(zone, ...range);
      const named = block.includes(`\r\nTZID:${zone}\r\n`);
      return !named || !sameTransitions(blockTransitions(block, ...range), realTransitions(zone, ...range));
    });
    expect(wrong).toEqual([]);
  });
});

describe('the zone under which a time is written', () => {
  it('is none for UTC and for bare offsets', () => {
    expect(tzidOf(Temporal.ZonedDateTime.from('2027-03-08T10:00[UTC]'))).toBeNull();
    expect(tzidOf(Temporal.ZonedDateTime.from('2027-03-08T10:00+03:00[+03:00]'))).toBeNull();
  });

  it('is none in the second run of a repeated hour, which local time cannot tell', () => {
    expect(tzidOf(Temporal.ZonedDateTime.from('2027-10-31T02:30+02:00[Europe/Berlin]'))).toBe('Europe/Berlin');
    expect(tzidOf(Temporal.ZonedDateTime.from('2027-10-31T02:30+01:00[Europe/Berlin]'))).toBeNull();
  });
});
