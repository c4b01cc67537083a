import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  type ConflictLevels,
  conflictsOf,
  DEFAULT_LEVELS,
  type Engagement,
  overlap,
  worthTelling,
} from './conflict.rules.js';

const at = (text: string) => Temporal.Instant.from(`2027-03-09T${text}Z`);

const line = (from: string, to: string, venueId: string | null = null) => ({
  startsAt: at(from),
  endsAt: at(to),
  venueId,
});

function engagement(from: string, to: string, changes: Partial<Engagement> = {}): Engagement {
  return {
    resourceKind: 'person',
    resourceId: 'p',
    resourceName: 'Nadia Orsell',
    itemId: 'other',
    itemTitle: { en: 'Talks' },
    activityId: 'a',
    activityTitle: null,
    confidential: false,
    venueId: null,
    venueName: null,
    startsAt: at(from),
    endsAt: at(to),
    travelMinutes: null,
    ...changes,
  };
}

const kinds = (...found: ReturnType<typeof conflictsOf>) =>
  found.map(({ kind, level, minutes }) => [kind, level, minutes]);

describe('conflictsOf', () => {
  it('lets lines touch', () => {
    expect(
      conflictsOf(line('10:00', '11:00'), [engagement('09:00', '10:00'), engagement('11:00', '12:00')], DEFAULT_LEVELS),
    ).toEqual([]);
  });

  it('finds one minute too much', () => {
    expect(kinds(...conflictsOf(line('10:00', '11:00'), [engagement('10:59', '12:00')], DEFAULT_LEVELS))).toEqual([
      ['overlap', 'block-release', null],
    ]);
  });

  it('counts over midnight', () => {
    const late = { startsAt: at('23:00'), endsAt: at('23:00').add({ hours: 3 }), venueId: null };
    const early = engagement('00:00', '01:00', {
      startsAt: at('23:59').add({ minutes: 61 }),
      endsAt: at('23:59').add({ minutes: 120 }),
    });
    expect(conflictsOf(late, [early], DEFAULT_LEVELS)).toHaveLength(1);
  });

  it('compares instants, whatever the zones of the wall times', () => {
    const helsinki = Temporal.PlainDateTime.from('2027-03-09T11:30').toZonedDateTime('Europe/Helsinki').toInstant();
    const other = engagement('09:00', '10:00', { startsAt: helsinki, endsAt: helsinki.add({ minutes: 60 }) });
    // 11:30 in Helsinki is 10:30 in Luxembourg, 09:30 UTC.
    expect(conflictsOf(line('09:00', '09:30'), [other], DEFAULT_LEVELS)).toEqual([]);
    expect(conflictsOf(line('09:00', '09:31'), [other], DEFAULT_LEVELS)).toHaveLength(1);
  });

  it('is not misled by the hour that clocks skip', () => {
    const wall = (text: string) =>
      Temporal.PlainDateTime.from(`2027-03-28T${text}`).toZonedDateTime('Europe/Luxembourg').toInstant();
    const before = { startsAt: wall('01:00'), endsAt: wall('02:00'), venueId: null };
    const after = engagement('00:00', '01:00', {
      startsAt: wall('03:00'),
      endsAt: wall('04:00'),
      resourceKind: 'interpreter',
    });
    // 02:00 does not exist and is read as 03:00: the two touch.
    expect(conflictsOf(before, [after], DEFAULT_LEVELS)).toEqual([]);
    expect(kinds(...conflictsOf(before, [after], DEFAULT_LEVELS, new Map([['p', 15]])))).toEqual([
      ['rest', 'warn', 15],
    ]);
  });

  it('warns of the minutes that are missing on the way, and not in the same house', () => {
    const there = { venueId: 'airport', travelMinutes: 22 };
    expect(
      kinds(...conflictsOf(line('10:00', '11:00', 'hall'), [engagement('11:10', '12:00', there)], DEFAULT_LEVELS)),
    ).toEqual([['travel', 'warn', 12]]);
    expect(conflictsOf(line('10:00', '11:00', 'hall'), [engagement('11:22', '12:00', there)], DEFAULT_LEVELS)).toEqual(
      [],
    );
    expect(
      conflictsOf(line('10:00', '11:00', 'airport'), [engagement('11:00', '12:00', there)], DEFAULT_LEVELS),
    ).toEqual([]);
    // A hall does not travel.
    expect(
      conflictsOf(
        line('10:00', '11:00', 'hall'),
        [engagement('11:00', '12:00', { ...there, resourceKind: 'venue' })],
        DEFAULT_LEVELS,
      ),
    ).toEqual([]);
  });

  it('gives an interpreter rest, and only an interpreter', () => {
    const rest = new Map([['p', 15]]);
    const next = engagement('11:05', '12:00', { resourceKind: 'interpreter' });
    expect(kinds(...conflictsOf(line('10:00', '11:00'), [next], DEFAULT_LEVELS, rest))).toEqual([['rest', 'warn', 10]]);
    expect(conflictsOf(line('10:00', '11:00'), [engagement('11:05', '12:00')], DEFAULT_LEVELS, rest)).toEqual([]);
  });

  it('follows the level that the institution chose', () => {
    const levels: ConflictLevels = { ...DEFAULT_LEVELS, person: 'refuse', vehicle: 'ignore' };
    const found = conflictsOf(
      line('10:00', '11:00'),
      [engagement('10:00', '11:00'), engagement('10:00', '11:00', { resourceKind: 'vehicle' })],
      levels,
    );
    expect(kinds(...found)).toEqual([['overlap', 'refuse', null]]);
  });

  it('is symmetric: who clashes with me, I clash with', () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 2880 }))
      .map(([start, lasts]) => {
        const startsAt = at('00:00').add({ minutes: start });
        return { startsAt, endsAt: startsAt.add({ minutes: lasts }), venueId: null };
      });
    const clashes = (a: { startsAt: Temporal.Instant; endsAt: Temporal.Instant; venueId: null }, b: typeof a) =>
      conflictsOf(a, [engagement('00:00', '00:01', b)], DEFAULT_LEVELS).length > 0;
    fc.assert(
      fc.property(span, span, (a, b) => {
        expect(clashes(a, b)).toBe(clashes(b, a));
        const shared =
          Math.min(a.endsAt.epochMilliseconds, b.endsAt.epochMilliseconds) -
          Math.max(a.startsAt.epochMilliseconds, b.startsAt.epochMilliseconds);
        expect(overlap(a, b)).toBe(shared > 0);
      }),
    );
  });
});

describe('what is no line', () => {
  it('is told as not to be had, and what is only held as a warning', () => {
    const away = engagement('09:00', '12:00', { itemId: null, label: 'On leave' });
    expect(kinds(...conflictsOf(line('10:00', '11:00'), [away], DEFAULT_LEVELS))).toEqual([
      ['unavailable', 'block-release', null],
    ]);
    const held = engagement('09:00', '12:00', { resourceKind: 'venue', tentative: true });
    expect(kinds(...conflictsOf(line('10:00', '11:00'), [held], DEFAULT_LEVELS))).toEqual([['overlap', 'warn', null]]);
  });

  it('takes a delegate who interprets elsewhere, and not an interpreter twice for one reason', () => {
    const interprets = engagement('10:00', '11:00', { interprets: true });
    expect(conflictsOf(line('10:00', '11:00'), [interprets], DEFAULT_LEVELS)).toHaveLength(1);
    const asInterpreter = { ...line('10:00', '11:00'), interpreting: new Set(['p']) };
    expect(conflictsOf(asInterpreter, [interprets], DEFAULT_LEVELS)).toEqual([]);
    expect(conflictsOf(asInterpreter, [engagement('10:00', '11:00')], DEFAULT_LEVELS)).toHaveLength(1);
  });
});

describe('worthTelling', () => {
  it('tells the overlap of a person first, and no longer that he would be late; another’s way is still told', () => {
    const near = { venueId: 'v2', travelMinutes: 30 };
    const found = conflictsOf(
      line('10:00', '11:00', 'v1'),
      [
        engagement('11:10', '12:00', near),
        engagement('10:30', '11:00', near),
        engagement('11:10', '12:00', { ...near, resourceId: 'q' }),
      ],
      DEFAULT_LEVELS,
    );
    expect(worthTelling(found).map(({ kind, resourceId }) => [kind, resourceId])).toEqual([
      ['overlap', 'p'],
      ['travel', 'q'],
    ]);
  });
});
