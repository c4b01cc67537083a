import { describe, expect, it } from 'vitest';
import { aTimedEntry, anAllDayEntry, at } from '../../../test/support/calendar-entries.js';
import { nextRevision } from './sequence.js';

describe('the next revision', () => {
  const entry = aTimedEntry({ sequence: 4 });

  it('is the first at birth', () => {
    expect(nextRevision(null, entry)).toEqual({ sequence: 0, significant: true, changed: true });
  });

  it('is none when nothing changed, whatever the stamps say', () => {
    const later = Temporal.Instant.from('2026-12-01T00:00:00Z');
    expect(nextRevision(entry, aTimedEntry({ sequence: 9, updatedAt: later }))).toEqual({
      sequence: 4,
      significant: false,
      changed: false,
    });
  });

  it.each([
    ['the start', { start: at('2027-03-08T09:45', 'Europe/Berlin') }],
    ['the end', { end: at('2027-03-08T12:00', 'Europe/Berlin') }],
    ['the zone alone', { start: at('2027-03-08T10:00', 'Europe/Warsaw') }],
    ['the status', { status: 'tentative' as const }],
  ])('asks the guests again when %s changed', (_, change) => {
    expect(nextRevision(entry, aTimedEntry(change))).toEqual({ sequence: 5, significant: true, changed: true });
  });

  it('asks again when hours become a whole day', () => {
    expect(nextRevision(entry, anAllDayEntry())).toEqual({ sequence: 5, significant: true, changed: true });
  });

  it.each([
    ['the title', { summary: 'Meeting with the Committee on Foreign Affairs' }],
    ['the description', { description: [] }],
    ['the place', { location: 'Salle Clemenceau' }],
    ['the coordinates', { geo: { latitude: 1, longitude: 2 } }],
    ['the web address', { url: 'https://entente.example/1' }],
    ['the categories', { categories: [] }],
    ['the transparency', { transparency: 'transparent' as const }],
    ['the organiser', { organizer: null }],
    ['the confidentiality', { confidential: true }],
  ])('writes anew without asking when %s changed', (_, change) => {
    expect(nextRevision(entry, aTimedEntry(change))).toEqual({ sequence: 4, significant: false, changed: true });
  });
});
