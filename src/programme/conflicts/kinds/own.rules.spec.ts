import { describe, expect, it } from 'vitest';
import { DEFAULT_LEVELS } from '../conflict-levels.rules.js';
import { standingOn } from '../line-facts.queries.js';
import { suits } from './diet.rules.js';
import type { InterpreterAtLine, LineFacts, PersonAtLine } from './line-facts.js';
import { ownConflicts } from './own.rules.js';

const at = (clock: string) => Temporal.PlainDateTime.from(`2027-03-09T${clock}`);
const person = (id: string, changes: Partial<PersonAtLine> = {}): PersonAtLine => ({
  id,
  name: id,
  side: 'guest',
  languages: [],
  rank: null,
  mandateEnded: null,
  away: null,
  arrives: null,
  leaves: null,
  diet: null,
  ...changes,
});
const interpreter = (changes: Partial<InterpreterAtLine> = {}): InterpreterAtLine => ({
  id: 'i',
  personId: 'nadia',
  name: 'Nadia Orsell',
  pair: 'fr-en',
  mode: 'consecutive',
  pairs: ['fr-en'],
  modes: ['consecutive'],
  longestShiftMinutes: 90,
  restMinutes: 20,
  alone: [],
  ...changes,
});

function line(changes: Partial<LineFacts> = {}): LineFacts {
  return {
    itemId: 'line',
    type: 'meeting',
    from: at('10:00'),
    until: at('11:00'),
    turn: { from: 600, until: 660 },
    people: [],
    interpreters: [],
    venue: null,
    layout: null,
    vehicles: [],
    menu: null,
    sits: false,
    holidays: [],
    ...changes,
  };
}

const kinds = (changes: Partial<LineFacts>) => ownConflicts(line(changes), DEFAULT_LEVELS).map(({ kind }) => kind);

describe('a line by itself', () => {
  it('is content with what fits', () => {
    const venue = { id: 'v', name: 'Hall', capacity: 2, layouts: [], hours: { '2': ['10:00', '11:00'] as const } };
    const people = [person('a', { languages: ['fr'] }), person('b', { side: 'host', languages: ['en'] })];
    expect(
      kinds({ people, venue, vehicles: [{ id: 'c', name: 'Car 1', seats: 2 }], interpreters: [interpreter()] }),
    ).toEqual([]);
  });

  it('tells who travels for the house that day', () => {
    const away = { what: 'Mission to Kestria', days: '8–10 March 2027' };
    const [found] = ownConflicts(line({ people: [person('a', { away }), person('b')] }), DEFAULT_LEVELS);
    expect(found).toMatchObject({ kind: 'mission', resourceId: 'a', level: 'warn', words: away });
  });

  it('asks for an interpreter of the languages present, in either direction, and once for a language', () => {
    const guests = [person('a', { languages: ['fr'] }), person('b', { languages: ['fr-CA'] })];
    const host = person('h', { side: 'host', languages: ['en'] });
    expect(kinds({ people: [...guests, host] })).toEqual(['language']);
    expect(kinds({ people: [...guests, host], interpreters: [interpreter({ pair: 'en-fr' })] })).toEqual([]);
    expect(kinds({ people: [...guests, host, person('k', { side: 'host', languages: ['fr'] })] })).toEqual([]);
    expect(kinds({ people: [person('a'), host] })).toEqual([]);
    expect(kinds({ type: 'transfer', people: [...guests, host] })).toEqual([]);
  });

  it('looks at the interpreter’s languages, modes and turn', () => {
    expect(kinds({ interpreters: [interpreter({ pair: 'de-en' })] })).toEqual(['pair']);
    expect(kinds({ interpreters: [interpreter({ mode: 'simultaneous' })] })).toEqual(['pair']);
    expect(kinds({ turn: { from: 600, until: 691 }, interpreters: [interpreter()] })).toEqual(['shift']);
    expect(kinds({ turn: { from: 600, until: 691 }, interpreters: [interpreter(), interpreter({ id: 'j' })] })).toEqual(
      [],
    );
    expect(kinds({ people: [person('nadia')], interpreters: [interpreter()] })).toEqual(['both-roles']);
  });

  it('takes what goes on without the rest for one turn, whichever of its lines is asked about', () => {
    const rest = (until: number) => [{ from: 560, until }];
    expect(kinds({ interpreters: [interpreter({ alone: rest(580) })] })).toEqual([]);
    expect(kinds({ interpreters: [interpreter({ alone: rest(581) })] })).toEqual(['shift']);
    const [told] = ownConflicts(
      line({
        interpreters: [
          interpreter({
            alone: [
              { from: 670, until: 700 },
              { from: 500, until: 550 },
              { from: 560, until: 590 },
            ],
          }),
        ],
      }),
      DEFAULT_LEVELS,
    );
    expect(told).toMatchObject({ kind: 'shift', minutes: 90, words: { goesOn: 'yes', from: 500, until: 700 } });
    // Without a rest of their own they still may not go on from one line into the next.
    expect(kinds({ interpreters: [interpreter({ restMinutes: 0, alone: rest(600) })] })).toEqual(['shift']);
    expect(kinds({ interpreters: [interpreter({ restMinutes: 0, alone: rest(599) })] })).toEqual([]);
  });

  it('has nobody before he arrives or after he leaves, but for the way itself', () => {
    const people = [
      person('a', { arrives: 601 }),
      person('b', { leaves: 659 }),
      person('c', { arrives: 600, leaves: 660 }),
    ];
    const told = ownConflicts(line({ people }), DEFAULT_LEVELS);
    expect(told.map(({ kind, resourceId, level }) => [kind, resourceId, level])).toEqual([
      ['arrives', 'a', 'block-release'],
      ['leaves', 'b', 'block-release'],
    ]);
    expect(kinds({ type: 'arrival', people })).toEqual([]);
  });

  it('counts places by the layout chosen, and seats', () => {
    const venue = { id: 'v', name: 'Hall', capacity: 3, layouts: [{ name: 'round table', places: 2 }], hours: null };
    const people = ['a', 'b', 'c'].map((id) => person(id));
    expect(kinds({ people, venue })).toEqual([]);
    expect(kinds({ people, venue, layout: 'round table' })).toEqual(['capacity']);
    expect(kinds({ people, vehicles: [{ id: 'c', name: 'Car 1', seats: 2 }] })).toEqual(['seats']);
  });

  it('knows when a house is closed', () => {
    const venue = { id: 'v', name: 'Museum', capacity: null, layouts: [], hours: { '2': ['10:00', '18:00'] as const } };
    expect(kinds({ venue })).toEqual([]);
    expect(kinds({ venue, until: at('18:01') })).toEqual(['closed']);
    expect(kinds({ venue, from: at('09:59') })).toEqual(['closed']);
    expect(kinds({ venue, from: at('10:00').add({ days: 1 }), until: at('11:00').add({ days: 1 }) })).toEqual([
      'closed',
    ]);
  });

  it('compares the greeter with the guest only where both ranks are known', () => {
    const people = [person('guest', { rank: 10 }), person('greeter', { side: 'host', rank: 20 })];
    expect(kinds({ type: 'arrival', people })).toEqual(['greeter']);
    expect(kinds({ type: 'meeting', people })).toEqual([]);
    expect(kinds({ type: 'arrival', people: [people[0]!, person('greeter', { side: 'host', rank: 10 })] })).toEqual([]);
    expect(kinds({ type: 'arrival', people: [people[0]!, person('greeter', { side: 'host' })] })).toEqual([]);
  });

  it('tells of sitting days, holidays and mandates that ended', () => {
    const people = [person('host', { side: 'host', mandateEnded: '2027-01-31' })];
    expect(kinds({ sits: true, people, holidays: [{ country: 'FR', name: 'Armistice', side: 'guest' }] })).toEqual([
      'mandate',
      'sitting',
      'holiday',
    ]);
    expect(kinds({ type: 'culture', sits: true, people: [person('a')] })).toEqual([]);
  });

  it('says how many a menu does not suit, and never whom', () => {
    const people = [person('Ada Marenko', { diet: 'Vegetarian' }), person('b', { diet: 'sans porc' }), person('c')];
    const [found] = ownConflicts(line({ menu: 'Filet de veau; fromages', people }), DEFAULT_LEVELS);
    expect(found).toMatchObject({ kind: 'diet', minutes: 1 });
    expect(JSON.stringify(found)).not.toContain('Marenko');
  });

  it('follows the level that the institution chose', () => {
    const people = [person('a'), person('b')];
    const vehicles = [{ id: 'c', name: 'Car 1', seats: 1 }];
    expect(ownConflicts(line({ people, vehicles }), { ...DEFAULT_LEVELS, seats: 'ignore' })).toEqual([]);
    expect(ownConflicts(line({ people, vehicles }), { ...DEFAULT_LEVELS, seats: 'refuse' })[0]!.level).toBe('refuse');
  });
});

describe('suits', () => {
  it.each([
    ['Roast beef', 'vegetarian', false],
    ['Драники со сметаной', 'без лактозы', false],
    ['Свинина с грибами', 'halal', false],
    ['Saumon, pommes vapeur', 'halal', true],
    ['Salmon', 'fish', false],
    ['Eggplant, rice', 'sits by the window', true],
    ['Walnut tart', 'allergic to nuts', false],
  ])('%s for %s', (menu, diet, expected) => {
    expect(suits(menu, diet)).toBe(expected);
  });
});

describe('standingOn', () => {
  it('takes the highest post of the day, and says when the last one ended', () => {
    const terms = [
      { starts_on: '2020-01-01', ends_on: '2027-03-08', precedence: 5 },
      { starts_on: '2027-03-09', ends_on: null, precedence: 30 },
    ];
    expect(standingOn('2027-03-09', terms)).toEqual({ rank: 30, mandateEnded: null });
    expect(standingOn('2027-03-08', terms)).toEqual({ rank: 5, mandateEnded: null });
    expect(standingOn('2027-03-09', terms.slice(0, 1))).toEqual({ rank: null, mandateEnded: '2027-03-08' });
    expect(standingOn('2027-03-09', null)).toEqual({ rank: null, mandateEnded: null });
  });
});
