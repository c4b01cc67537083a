import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { holdsOn, overlap, standing } from './course.rules.js';

const from = Temporal.PlainDate.from('2019-11-01');
/** Days over five years: 29 February 2020 and 2024 lie inside, and the turn of a convocation. */
const aDay = fc.integer({ min: 0, max: 365 * 5 }).map((days) => from.add({ days }));
const aPlace = fc
  .tuple(aDay, fc.option(fc.integer({ min: 0, max: 800 })))
  .map(([startsOn, length]) => ({ startsOn, endsOn: length === null ? null : startsOn.add({ days: length }) }));

describe('places from a day to a day', () => {
  it('are held on the first and the last day, and on no day outside', () => {
    fc.assert(
      fc.property(aPlace, (place) => {
        expect(holdsOn(place, place.startsOn)).toBe(true);
        expect(holdsOn(place, place.startsOn.subtract({ days: 1 }))).toBe(false);
        expect(holdsOn(place, place.endsOn ?? from.add({ years: 90 }))).toBe(true);
        if (place.endsOn) expect(holdsOn(place, place.endsOn.add({ days: 1 }))).toBe(false);
      }),
    );
  });

  it('overlap exactly where some day is held in both', () => {
    fc.assert(
      fc.property(aPlace, aPlace, (a, b) => {
        const later = Temporal.PlainDate.compare(a.startsOn, b.startsOn) >= 0 ? a.startsOn : b.startsOn;
        // Two closed intervals meet, if anywhere, on the later of their first days.
        expect(overlap(a, b)).toBe(holdsOn(a, later) && holdsOn(b, later));
        expect(overlap(a, b)).toBe(overlap(b, a));
      }),
    );
  });

  it('that follow one another day upon day never overlap, and leave no day between', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (startsOn, one, two) => {
        const last = startsOn.add({ days: one });
        const first = { startsOn, endsOn: last };
        const second = { startsOn: last.add({ days: 1 }), endsOn: last.add({ days: 1 + two }) };
        expect(overlap(first, second)).toBe(false);
        for (const day of [last, second.startsOn])
          expect([holdsOn(first, day), holdsOn(second, day)].filter(Boolean)).toHaveLength(1);
      }),
    );
  });
});

describe('the state as of a day', () => {
  const day = (text: string) => Temporal.PlainDate.from(text);
  const moves = [
    { step: 'created', state: 'draft', on_day: day('2024-02-28'), facts: { a: 1 } },
    { step: 'proposal', state: 'proposed', on_day: day('2024-02-29'), facts: null },
    { step: 'updated', state: null, on_day: day('2024-02-29'), facts: { a: 2 } },
    { step: 'constitution', state: 'active', on_day: day('2024-03-01'), facts: null },
  ];

  it('is that of the last step up to the end of the day', () => {
    expect(
      ['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2030-01-01'].map(
        (on) => standing(moves, day(on))?.state,
      ),
    ).toEqual([undefined, 'draft', 'proposed', 'active', 'active']);
    expect(standing(moves, day('2024-02-28'))?.facts).toEqual({ a: 1 });
    expect(standing(moves, day('2024-03-05'))?.facts).toEqual({ a: 2 });
  });
});
