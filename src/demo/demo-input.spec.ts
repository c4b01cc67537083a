import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesOf, linesOfChanged, shipped, type Wrong } from '../../test/support/demo-input.js';
import { demoInputJsonSchema } from './demo-input.schema.js';
import { readDemoInput } from './demo-input.js';

/** What single fields tell; what only the whole file tells stands in demo-input.checks.spec.ts. */
const wrong: Wrong[] = [
  [
    'a missing field',
    (input) => delete input.delegations.guest.members[3].languages,
    'delegations.guest.members[3].languages: expected a list, got nothing',
  ],
  [
    'an empty list',
    (input) => (input.delegations.guest.members[3].languages = []),
    'delegations.guest.members[3].languages: expected at least 1 entry, got an empty list',
  ],
  [
    'a text for a list',
    (input) => (input.delegations.host.members[0].languages = 'ru'),
    'delegations.host.members[0].languages: expected a list, got "ru"',
  ],
  [
    'an unknown language',
    (input) => (input.delegations.host.members[0].languages[1] = 'russian!'),
    'delegations.host.members[0].languages[1]: expected a BCP 47 language tag such as "fr", got "russian!"',
  ],
  [
    'an unknown language of a text',
    (input) => (input.visit.title = { qx9: 'Visit' }),
    'visit.title.qx9: expected a BCP 47 language tag such as "fr" as field name, got "qx9"',
  ],
  [
    'a text in no language',
    (input) => (input.visit.title = {}),
    'visit.title: expected a text in at least one language, such as {"en": "…"}, got an empty object',
  ],
  [
    'a text that is blank',
    (input) => (input.visit.title.en = '  '),
    'visit.title.en: expected a text that is not empty, got "  "',
  ],
  ['null', (input) => (input.visit = null), 'visit: expected an object, got null'],
  ['a list for an object', (input) => (input.visit = [1]), 'visit: expected an object, got a list of 1'],
  [
    'an unknown country',
    (input) => (input.institution.country.code = 'EU'),
    'institution.country.code: expected an ISO 3166-1 code of two capital letters, or XA to XZ for an invented country, got "EU"',
  ],
  [
    'an offset for a zone',
    (input) => (input.visit.timeZone = '+03:00'),
    'visit.timeZone: expected an IANA time zone such as "Europe/Minsk", got "+03:00"',
  ],
  [
    'a day that is not in the calendar',
    (input) => (input.visit.endsOn = '2027-02-30'),
    'visit.endsOn: expected a day of the calendar such as "2027-03-15", got "2027-02-30"',
  ],
  [
    'a time with an offset',
    (input) => (input.programme[1].endsAt = '2027-03-15T13:25Z'),
    'programme[1].endsAt: expected a local time such as "2027-03-15T09:30", got "2027-03-15T13:25Z"',
  ],
  [
    'a value outside of a choice',
    (input) => (input.visit.category = 'formal'),
    'visit.category: expected one of state, official, working, private, transit, got "formal"',
  ],
  [
    'a number too small',
    (input) => (input.venues[0].capacity = 0),
    'venues[0].capacity: expected a number of at least 1, got 0',
  ],
  [
    'a number too big',
    (input) => (input.vehicles[0].seats = 81),
    'vehicles[0].seats: expected a number of at most 80, got 81',
  ],
  [
    'a broken number',
    (input) => (input.vehicles[0].seats = 2.5),
    'vehicles[0].seats: expected a whole number, got 2.5',
  ],
  ['a number as text', (input) => (input.vehicles[0].seats = '3'), 'vehicles[0].seats: expected a number, got "3"'],
  [
    'a flag as text',
    (input) => (input.programme[0].confidential = 'no'),
    'programme[0].confidential: expected true or false, got "no"',
  ],
  [
    'an address that is none',
    (input) => (input.invitees[0].email = 'oda'),
    'invitees[0].email: expected an e-mail address such as "name@office.example", got "oda"',
  ],
  [
    'a pair of one language',
    (input) => (input.interpreters[0].pairs = [['fr']]),
    'interpreters[0].pairs[0]: expected at least 2 entries, got a list of 1',
  ],
  [
    'a name of the institution with which addresses of the product begin',
    (input) => (input.institution.slug = 'api'),
    'institution.slug: expected a name with which no address of Entente itself begins, got "api"',
  ],
  [
    'a name of the institution that begins with a digit',
    (input) => (input.institution.slug = '1house'),
    'institution.slug: expected a name of 2 to 41 small letters, digits and hyphens that begins with a letter, got "1house"',
  ],
  [
    'a control character',
    (input) => (input.visit.purpose.en = 'Talks\u0000'),
    'visit.purpose.en: expected a text of whole characters, without control characters, got "Talks\\u0000"',
  ],
  [
    'half a character',
    (input) => (input.visit.purpose.en = 'Talks\ud800'),
    'visit.purpose.en: expected a text of whole characters, without control characters, got "Talks\\ud800"',
  ],
  [
    'letters that no paper has',
    (input) => (input.programme[1].title.en = '会談'),
    'programme[1].title.en: expected a text in letters that papers have (Latin, Cyrillic, Greek, Arabic), without pictures, got "会談"',
  ],
  [
    'a picture among letters',
    (input) => (input.delegations.host.members[0].name.family = 'Zhdan 👩'),
    'delegations.host.members[0].name.family: expected a text in letters that papers have (Latin, Cyrillic, Greek, Arabic), without pictures, got "Zhdan 👩"',
  ],
  [
    'a text without end',
    (input) => (input.visit.purpose.en = 'x'.repeat(20_001)),
    expect.stringMatching(/^visit\.purpose\.en: expected a text of at most 20000 characters, got "x+/),
  ],
  [
    'an unknown currency',
    (input) => (input.execution.costs[0].currency = 'QQQ'),
    'execution.costs[0].currency: expected an ISO 4217 currency such as "EUR", got "QQQ"',
  ],
  [
    'a key with capitals',
    (input) => (input.venues[2].key = 'Square'),
    'venues[2].key: expected a key of small letters, digits and single hyphens, such as "h-head", got "Square"',
  ],
  [
    'a field that does not exist',
    (input) => (input.vehicles[1].colour = 'black'),
    'vehicles[1].colour: expected only key, label, plate, seats, driver, got an unknown field "colour"',
  ],
  [
    'an unknown field inside of a default',
    (input) => (input.programme[0].participants.spouse = []),
    'programme[0].participants.spouse: expected only host, guest, got an unknown field "spouse"',
  ],
  [
    'two mistakes at once',
    (input) => {
      input.visit.organizer = 7;
      delete input.institution.slug;
    },
    'institution.slug: expected a text, got nothing',
    'visit.organizer: expected a text, got 7',
  ],
  [
    'a programme with no line',
    (input) => (input.programme = []),
    'programme: expected at least 1 entry, got an empty list',
  ],
];

describe('readDemoInput', () => {
  it('reads the shipped file', () => {
    const input = readDemoInput(shipped);
    expect(input.programme).toHaveLength(25);
    expect(input.delegations.host.members).toHaveLength(8);
    expect(input.delegations.guest.members).toHaveLength(8);
    expect(input.invitees).toHaveLength(60);
    expect(input.answers).toHaveLength(42);
    expect(new Set(input.invitees.map(({ language }) => language))).toEqual(new Set(['en', 'fr', 'ru']));
    expect(input.invitees.every(({ email }) => email.endsWith('.example'))).toBe(true);
    expect(input.programme.some(({ confidential }) => confidential)).toBe(true);
  });

  it('fills in what may be left out', () => {
    const input = JSON.parse(shipped);
    delete input.programme[0].vehicles;
    delete input.programme[0].participants.host;
    delete input.execution;
    input.answers = undefined;
    const read = readDemoInput(`\uFEFF${JSON.stringify(input)}`);
    expect(read.programme[0]).toMatchObject({ vehicles: [], participants: { host: [] }, track: 'main' });
    expect(read.answers).toEqual([]);
    expect(read.execution).toBeUndefined();
  });

  it.each(wrong)('names %s', (_what, change, ...lines) => {
    expect(linesOfChanged(change)).toEqual(lines);
  });

  it('names the file itself when it is no object', () => {
    expect(linesOf('[]')).toEqual(['file: expected an object, got an empty list']);
    expect(linesOf('"x"')).toEqual(['file: expected an object, got "x"']);
  });

  it('says where the text stops being JSON', () => {
    expect(linesOf('{\n  "visit": {,}\n}')).toEqual([
      'line 2, column 13: expected a field name in double quotes, got ","',
    ]);
    expect(linesOf('')).toEqual(['line 1, column 1: expected a value, got the end of the file']);
  });
});

describe('docs/demo-input.schema.json', () => {
  it('is what the zod schema says (node bin/demo-schema.mjs writes it)', () => {
    const published = JSON.parse(readFileSync('docs/demo-input.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(demoInputJsonSchema())));
  });
});
