import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { RULE_PRESETS } from './composition.presets.js';
import { broken, type Condition, type Place } from './composition.rules.js';

let drawn = 0;
const aPlace = (changes: Partial<Place> = {}): Place => ({
  seatId: `seat-${++drawn}`,
  name: `Member ${drawn}`,
  kind: 'full',
  sex: 'male',
  nationality: 'LU',
  organisations: [],
  posts: [],
  bodies: 1,
  substituteFor: null,
  ...changes,
});
const keys = (condition: Condition, places: Place[]) => broken(condition, places).map(({ key }) => key);
const preset = (key: string) => RULE_PRESETS.find((one) => one.key === key)!.condition;
const some = (count: number, changes: Partial<Place> = {}) => Array.from({ length: count }, () => aPlace(changes));

describe('rules of composition', () => {
  it('hold a size between its bounds; observers are not counted', () => {
    const size = preset('ethiopia-size');
    expect(keys(size, some(8))).toEqual(['size-all-min']);
    expect(keys(size, [...some(9), aPlace({ kind: 'observer' })])).toEqual([]);
    expect(keys(size, some(12))).toEqual(['size-all-max']);
  });

  it('count members of a chamber', () => {
    const upper: Condition = { type: 'organisation', organisationId: 'upper', label: 'Senate', min: 2, max: 2 };
    const senator = { organisations: [{ id: 'upper', classification: 'chamber' }] };
    expect(keys(upper, [...some(1, senator), ...some(3)])).toEqual(['organisation-min']);
    const [tooMany] = broken(upper, some(3, senator));
    expect([tooMany!.key, tooMany!.who.length, tooMany!.by]).toEqual(['organisation-max', 3, 1]);
  });

  it('ask for more than one faction', () => {
    const spread = preset('pace-factions');
    const of = (id: string) => aPlace({ organisations: [{ id, classification: 'faction' }] });
    expect(keys(spread, [of('a'), of('a')])).toEqual(['spread-faction-min']);
    expect(keys(spread, [of('a'), of('b')])).toEqual([]);
  });

  it('ask for women by the table, one of them in a full seat', () => {
    const women = preset('pace-women');
    const substitute = { kind: 'substitute' } as const;
    expect(keys(women, [...some(2), ...some(1, substitute), aPlace({ ...substitute, sex: 'female' })])).toEqual([
      'sex-full-female-min',
    ]);
    expect(keys(women, [...some(1), aPlace({ sex: 'female' }), ...some(2, substitute)])).toEqual([]);
    expect(keys(women, [...some(3), ...some(3, substitute)])).toEqual(['sex-female-min', 'sex-full-female-min']);
  });

  it('ask for a share of a sex, and for both', () => {
    expect(keys({ type: 'sex', sex: 'female', minPercent: 30 }, [...some(7), ...some(3, { sex: 'female' })])).toEqual(
      [],
    );
    expect(keys({ type: 'sex', sex: 'female', minPercent: 30 }, [...some(8), ...some(2, { sex: 'female' })])).toEqual([
      'sex-female-min',
    ]);
    expect(keys(preset('ipu-sexes'), some(3))).toEqual(['sex-female-min']);
  });

  it('name who sits in too many bodies, and who holds a post that does not go with the seat', () => {
    expect(
      broken(preset('bundestag-bodies'), [aPlace({ name: 'Holt', bodies: 4 }), aPlace({ bodies: 3 })]),
    ).toMatchObject([{ key: 'bodies', who: ['Holt'], by: 1, isGap: false }]);
    expect(
      broken(preset('india-ministers'), [aPlace({ name: 'Brandt', posts: ['deputy minister of justice'] })]),
    ).toMatchObject([{ key: 'posts', who: ['Brandt'] }]);
    expect(keys(preset('india-ministers'), [aPlace({ posts: ['administrator'] })])).toEqual([]);
  });

  it('tie every substitute to one full member', () => {
    const [one, two] = some(2);
    const substitute = (substituteFor: string | null) => aPlace({ kind: 'substitute', substituteFor });
    const rule = preset('pace-substitutes');
    expect(keys(rule, [one!, two!, substitute(one!.seatId), substitute(two!.seatId)])).toEqual([]);
    expect(keys(rule, [one!, two!, substitute(one!.seatId), substitute(one!.seatId)])).toEqual(['substitutes-of-one']);
    expect(keys(rule, [one!, two!, substitute(null)])).toEqual(['substitute-of-nobody', 'substitutes-fewer']);
    expect(keys(rule, [one!, substitute(one!.seatId), substitute(null)])).toContain('substitutes-more');
  });

  it('hold a nationality to its share, and everybody to the chamber', () => {
    expect(keys(preset('ep-nationality'), [...some(2), aPlace({ nationality: 'FR' })])).toEqual(['nationality']);
    expect(
      keys(
        preset('ep-nationality'),
        ['LU', 'FR', 'DE'].map((nationality) => aPlace({ nationality })),
      ),
    ).toEqual([]);
    const sitting: Condition = { type: 'membership', organisationId: 'house', label: 'House' };
    expect(keys(sitting, [aPlace({ organisations: [{ id: 'house', classification: 'chamber' }] }), aPlace()])).toEqual([
      'membership',
    ]);
  });

  it('say the same in whatever order the seats are listed', () => {
    const anyPlace = fc.record({
      seatId: fc.uuid(),
      name: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('full', 'substitute', 'observer'),
      sex: fc.constantFrom('female', 'male', null),
      nationality: fc.constantFrom('LU', 'FR', null),
      organisations: fc.constant([]),
      posts: fc.constantFrom([], ['minister']),
      bodies: fc.integer({ min: 1, max: 5 }),
      substituteFor: fc.constant(null),
    }) as fc.Arbitrary<Place>;
    fc.assert(
      fc.property(fc.array(anyPlace, { maxLength: 12 }), fc.constantFrom(...RULE_PRESETS), (places, { condition }) => {
        const told = (list: Place[]) =>
          broken(condition, list)
            .map(({ key, by, who }) => `${key} ${by} ${who.toSorted().join()}`)
            .toSorted();
        expect(told(places.toReversed())).toEqual(told(places));
      }),
    );
  });
});
