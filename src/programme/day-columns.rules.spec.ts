import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dayColumns, spanOf } from './day-columns.rules.js';

const ZONE = 'Europe/Luxembourg';
const days = ['2027-03-08', '2027-03-09'].map((day) => Temporal.PlainDate.from(day));

const line = (id: string, from: string, to: string, track: string | null = null) => ({
  id,
  track,
  starts_at: Temporal.PlainDateTime.from(from).toZonedDateTime(ZONE).toInstant(),
  ends_at: Temporal.PlainDateTime.from(to).toZonedDateTime(ZONE).toInstant(),
});

describe('dayColumns', () => {
  it('puts a line at its minute and splits it at midnight', () => {
    const columns = dayColumns(
      [line('a', '2027-03-08T23:00', '2027-03-09T01:30'), line('b', '2027-03-08T20:00', '2027-03-09T00:00')],
      days,
      ZONE,
    );
    expect(columns.map(({ boxes }) => boxes.map(({ line: { id }, a, b, continued }) => [id, a, b, continued]))).toEqual(
      [
        [
          ['b', 1200, 1440, false],
          ['a', 1380, 1440, false],
        ],
        [['a', 0, 90, true]],
      ],
    );
  });

  it('leaves what ends soon after midnight with its evening', () => {
    const columns = dayColumns([line('a', '2027-03-08T23:00', '2027-03-09T00:15')], days, ZONE);
    expect(columns.map(({ boxes }) => boxes.length)).toEqual([1, 0]);
    expect(spanOf(columns).from).toBe(468);
  });

  it('adds a day on which a line stands', () => {
    expect(
      dayColumns([line('a', '2027-03-12T10:00', '2027-03-12T11:00')], days, ZONE).map(({ day }) => day.toString()),
    ).toEqual(['2027-03-08', '2027-03-09', '2027-03-12']);
  });

  it('gives the whole width to who is alone, and the narrow lane to a track of its own', () => {
    const [column] = dayColumns(
      [
        line('a', '2027-03-08T09:00', '2027-03-08T10:00'),
        line('b', '2027-03-08T09:30', '2027-03-08T11:00', 'spouse'),
        line('c', '2027-03-08T12:00', '2027-03-08T13:00'),
      ],
      days,
      ZONE,
    );
    expect(column!.boxes.map(({ line: { id }, start, end }) => [id, start, end])).toEqual([
      ['a', 0, 36],
      ['b', 64, 0],
      ['c', 0, 0],
    ]);
  });

  it('hides no line behind another', () => {
    const lines = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 1300 }), fc.integer({ min: 1, max: 120 }), fc.boolean()),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, (spans) => {
        const midnight = Temporal.PlainDateTime.from('2027-03-08T00:00');
        const drawn = dayColumns(
          spans.map(([from, lasts, own], n) =>
            line(
              String(n),
              midnight.add({ minutes: from }).toString(),
              midnight.add({ minutes: from + lasts }).toString(),
              own ? 'spouse' : null,
            ),
          ),
          days.slice(0, 1),
          ZONE,
        )[0]!.boxes;
        expect(drawn).toHaveLength(spans.length);
        for (const x of drawn) {
          for (const y of drawn) {
            if (x === y || x.a >= y.b || y.a >= x.b) continue;
            expect(x.start >= 100 - y.end - 0.05 || y.start >= 100 - x.end - 0.05).toBe(true);
          }
        }
      }),
    );
  });
});

describe('spanOf', () => {
  it('shows the working day, and more where there is more', () => {
    expect(spanOf(dayColumns([], days, ZONE))).toMatchObject({ from: 468, until: 1350 });
    expect(spanOf(dayColumns([line('a', '2027-03-08T02:10', '2027-03-08T03:00')], days, ZONE)).from).toBe(108);
  });

  it('draws the shortest line high enough for a finger', () => {
    const { scale } = spanOf(dayColumns([line('a', '2027-03-08T10:00', '2027-03-08T10:15')], days, ZONE));
    expect(scale * 15).toBeGreaterThanOrEqual(24);
  });
});
