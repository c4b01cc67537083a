import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { assembleFeed } from './assemble-feed.js';
import { unfold } from './content-line.js';
import { aTimedEntry } from '../../../test/support/calendar-entries.js';
import { renderEntry, zoneNeeds } from './render-entry.js';
import { requestText } from './scheduling.js';
import { contentLines, nameParameter, oneLine, paragraphs } from './text.js';
import { verifyCalendar } from './verify.js';

const nasty = fc.constantFrom(
  ...[
    '\r\n',
    '\n',
    '\r',
    '\u0000',
    '\u0085',
    '\u2028',
    '\u2029',
    '\v',
    '\f',
    '\u001b',
    '\ud800',
    '\ufeff',
    '\t',
    '\u007f',
  ],
  ...['\\', '\\n', ';', ',', ':', '"', "'", '^', '^n', ' ', '=', 'é', 'Ж', 'مرحبا', '👩‍👧', '\u202e'],
  ...[
    '\r\nATTENDEE:mailto:evil@attack.example',
    '\nEND:VEVENT\nBEGIN:VEVENT',
    ';VALUE=URI:',
    '\r\n X',
    '\r\nBEGIN:VALARM',
  ],
);
const hostile = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 24 })
  .map((parts) => parts.join(''));

const PLAIN = aTimedEntry({ url: 'https://entente.example/1', geo: { latitude: 1, longitude: 2 }, confidential: true });

function feed(text: string, name = 'Feed', description = 'About'): string {
  return assembleFeed({ name, description, entries: [{ text, ...zoneNeeds(PLAIN, 'full') }] });
}

function shape(calendar: string): unknown {
  const [, properties, components] = ICAL.parse(calendar) as [string, [string][], [string, [string][], unknown[]][]];
  return [
    properties.map(([name]) => name),
    components.map(([name, own, inner]) => [name, own.map(([one]) => one), inner.length]),
  ];
}

describe('hostile text', () => {
  const expected = shape(feed(renderEntry(PLAIN, { language: 'en', audience: 'full' })));

  it('never adds a property or a component, and comes back as it was meant', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (summary, line, location, name) => {
        const safe = (text: string) => oneLine(text).trim();
        fc.pre(safe(location) !== '' && safe(name) !== '');
        const entry = { ...PLAIN, summary, description: [line, 'last'], location, categories: [`c${name}`] };
        const organizer = { name, address: 'desk@house.example' };
        const calendar = feed(
          renderEntry({ ...entry, organizer }, { language: 'en', audience: 'full' }),
          `n${name}`,
          `d${summary}`,
        );
        expect(shape(calendar)).toEqual(expected);
        expect(verifyCalendar(calendar)).toEqual([]);
        const event = new ICAL.Component(ICAL.parse(calendar) as unknown[]).getFirstSubcomponent('vevent');
        expect(event?.getFirstPropertyValue('summary')).toBe(safe(summary) || 'Untitled');
        expect(event?.getFirstPropertyValue('location')).toBe(safe(location));
        expect(String(event?.getFirstPropertyValue('description'))).toMatch(/^[\s\S]*\nlast\nUpdated /);
        expect(String(event?.getFirstPropertyValue('description')).startsWith(paragraphs([line]))).toBe(true);
        expect(event?.getFirstProperty('organizer')?.getFirstParameter('cn')).toBe(nameParameter(organizer));
      }),
      { numRuns: 200 },
    );
  });

  it('cannot leave the UID or a web address', () => {
    fc.assert(
      fc.property(hostile, hostile, (uid, path) => {
        const entry = { ...PLAIN, uid: `u${uid}`, url: `https://entente.example/${path}` };
        const calendar = feed(renderEntry(entry, { language: 'en', audience: 'full' }));
        expect(shape(calendar)).toEqual(expected);
        expect(verifyCalendar(calendar).filter(({ rule }) => rule !== 'uid-length')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('cannot leave the name of a guest', () => {
    const recipient = { name: 'Ada', address: 'ada@partner.example' };
    const usual = shape(requestText({ entry: PLAIN, recipient, language: 'en' }));
    fc.assert(
      fc.property(hostile, (name) => {
        const calendar = requestText({ entry: PLAIN, recipient: { ...recipient, name: `A${name}` }, language: 'en' });
        expect(shape(calendar)).toEqual(usual);
        expect(verifyCalendar(calendar)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('folding', () => {
  it('keeps every line at 75 octets or less, cuts no character, and unfolds to what it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', minLength: 0, maxLength: 300 }), { maxLength: 4 }), (texts) => {
        const lines = texts.map((text) => `SUMMARY:${oneLine(text)}`);
        const folded = contentLines(lines);
        const physical = folded.split('\r\n').slice(0, -1);
        for (const line of physical) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
        }
        expect(unfold(physical).map(({ text }) => text)).toEqual(lines);
      }),
    );
  });
});
