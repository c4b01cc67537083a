import { describe, expect, it } from 'vitest';
import type { EditionLine } from '../programme/programme-item.entity.js';
import { contentOfLine, entryData } from './entry-content.js';
import { renderEntry } from './ical/render-entry.js';

const line = (changes: Partial<EditionLine>): EditionLine => ({
  ...{ id: '0199c0de-7000-7000-8000-000000000002', type: 'meeting', title: { en: 'Talks' } },
  ...{
    start: '2027-03-28T09:00',
    startZone: 'Europe/Luxembourg',
    end: '2027-03-28T10:00',
    endZone: 'Europe/Luxembourg',
  },
  ...{ venueId: null, venueName: null, venueAddress: null, participants: [], interpreters: [], vehicles: [] },
  ...{ dress: null, menu: null, audiences: ['guest'], track: null, confidential: false, cancelled: false },
  ...changes,
});

function textOf(changes: Partial<EditionLine>, language: 'en' | 'fr' = 'en'): string {
  const id = '0199c0de-7000-7000-8000-000000000001';
  const moment = Temporal.Instant.from('2026-11-22T09:00:00Z');
  const data = contentOfLine(line(changes), { en: 'Visit' }, id);
  const entry = { id, uid: `${id}@house.example`, sequence: 0, changedAt: moment, createdAt: moment, data };
  return renderEntry(entryData(entry, language, null), { language, audience: 'full' }).replaceAll('\r\n ', '');
}

describe('a released line in a calendar', () => {
  it.each([
    ['midnight to midnight', '2027-03-28T00:00', '2027-03-29T00:00', '20270328', '20270329'],
    ['over several days', '2027-03-28T00:00', '2027-03-30T00:00', '20270328', '20270330'],
    ['with times that were typed all the same', '2027-03-28T09:00', '2027-03-28T17:00', '20270328', '20270329'],
    ['until a time of the next day', '2027-03-28T09:00', '2027-03-29T12:00', '20270328', '20270330'],
  ])('without clock times is its days and takes nobody’s time: %s', (_what, start, end, from, until) => {
    const text = textOf({ start, end, allDay: true });
    expect(text).toContain(`\r\nDTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${until}\r\n`);
    expect(text).toContain('\r\nTRANSP:TRANSPARENT\r\n');
    expect(text).toMatch(/\r\nDESCRIPTION:Visit\\n/);
  });

  it('says between which languages somebody interprets, in the words of the calendar', () => {
    const interpreters = ['fr-en', 'ru-en', 'fr-en'].map((pair, n) => ({
      interpreterId: `${n}`,
      personId: `${n}`,
      pair,
    }));
    expect(textOf({ interpreters })).toContain('Interpretation: French–English\\, Russian–English');
    expect(textOf({ interpreters }, 'fr')).toContain('français–anglais\\, russe–anglais');
    expect(textOf({})).not.toContain('Interpretation');
  });

  it('has the later reading of a time that the clocks skip, and the first of one that they repeat', () => {
    expect(textOf({ start: '2027-03-28T02:30', end: '2027-03-28T04:00' })).toContain(
      'DTSTART;TZID=Europe/Luxembourg:20270328T033000\r\nDTEND;TZID=Europe/Luxembourg:20270328T040000',
    );
    expect(textOf({ start: '2027-10-31T02:30', end: '2027-10-31T03:00' })).toContain(
      'DTSTART;TZID=Europe/Luxembourg:20271031T023000\r\nDTEND;TZID=Europe/Luxembourg:20271031T030000',
    );
  });
});
