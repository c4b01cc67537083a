import { describe, expect, it } from 'vitest';
import { likenessKeys, likenessOf, weightOf } from './likeness.rules.js';
import { allFacts, languageLine, namedFacts, spoken } from './people.forms.js';
import { contactsOn, orderedName } from './person.entity.js';

const day = (text: string) => Temporal.PlainDate.from(text);

describe('a name', () => {
  it('stands in the order of its bearer', () => {
    const name = { family: 'Nagy', given: 'Ilona', patronymic: null };
    expect(orderedName({ ...name, order: 'family-first' })).toBe('Nagy Ilona');
    expect(orderedName({ ...name, order: 'given-first', patronymic: 'Petrovna' })).toBe('Ilona Petrovna Nagy');
  });
});

describe('contacts', () => {
  it('are valid on their first and on their last day, and open ends reach on', () => {
    const [office, old] = [
      { kind: 'phone' as const, value: '1', from: '2024-02-29' },
      { kind: 'phone' as const, value: '2', until: '2024-02-29' },
    ];
    const on = (text: string) => contactsOn([office, old], day(text)).map(({ value }) => value);
    expect([on('2024-02-28'), on('2024-02-29'), on('2024-03-01')]).toEqual([['2'], ['1', '2'], ['1']]);
  });
});

describe('languages in one line', () => {
  it('are read with their levels and written the same', () => {
    const read = spoken('be native, fr c1; en ru');
    expect(read).toEqual([
      ['be', 'native'],
      ['fr', 'C1'],
      ['en', undefined],
      ['ru', undefined],
    ]);
    const languageLevels = Object.fromEntries(read.filter(([, level]) => level)) as Record<string, 'C1'>;
    expect(languageLine({ languages: read.map(([tag]) => tag), languageLevels })).toBe('be native, fr C1, en, ru');
  });
});

describe('a PATCH', () => {
  it('names what it changes; null empties, and what it leaves out stays', () => {
    expect(namedFacts({ givenName: null, contacts: null, country: 'BY' })).toEqual({
      givenName: '',
      contacts: [],
      country: 'BY',
    });
    expect(allFacts({ familyName: 'X' })).toMatchObject({ familyName: 'X', languages: [], nameOrder: 'given-first' });
  });
});

describe('likeness', () => {
  const shared = (a: Parameters<typeof likenessKeys>[0], b: typeof a) =>
    likenessKeys(a)
      .filter((key) => likenessKeys(b).includes(key))
      .map(likenessOf);

  it('sees one name in two scripts and in another order of its words', () => {
    const latin = { familyName: 'Miasnikovich', givenName: 'Aliaksei' };
    expect(shared(latin, { familyName: 'Мясниковіч', givenName: 'Аляксей' })).toContain('name');
    expect(shared(latin, { familyName: 'Aliaksei', givenName: 'Miasnikovich' })).toEqual(['name']);
    expect(shared(latin, { familyName: 'X', givenName: 'Y', nativeName: 'Аляксей Мясниковіч' })).toEqual(['name']);
  });

  it('weighs an initial too little to stop anybody', () => {
    const why = shared({ familyName: 'Berg', givenName: 'Ada' }, { familyName: 'Berg', givenName: 'Alma' });
    expect([why, weightOf(why)]).toEqual([['near'], 1]);
    const born = { birthDate: day('1970-01-01') };
    const same = shared(
      { familyName: 'Berg', givenName: 'Ada', ...born },
      { familyName: 'Berg', givenName: 'B', ...born },
    );
    expect(weightOf(same)).toBeGreaterThan(1);
  });
});
