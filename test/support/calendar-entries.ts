import type { AllDayEntryData, TimedEntryData } from '../../src/calendar/ical/entry-data.js';

const facts = {
  uid: '0199c0de-7000-7000-8000-000000000001@entente.example',
  sequence: 0,
  createdAt: Temporal.Instant.from('2026-11-20T08:00:00Z'),
  updatedAt: Temporal.Instant.from('2026-11-21T09:30:00Z'),
  description: ['Working languages: French and English'],
  location: 'Salle Médicis, Main building',
  categories: ['Reception'],
  status: 'confirmed',
  transparency: 'opaque',
  organizer: { name: 'International Department', address: 'international@house.example' },
  confidential: false,
} as const;

export function aTimedEntry(changes: Partial<TimedEntryData> = {}): TimedEntryData {
  return {
    ...facts,
    kind: 'timed',
    summary: 'Meeting with the Foreign Affairs Committee',
    start: Temporal.ZonedDateTime.from('2027-03-08T10:00[Europe/Berlin]'),
    end: Temporal.ZonedDateTime.from('2027-03-08T11:30[Europe/Berlin]'),
    ...changes,
  };
}

export function anAllDayEntry(changes: Partial<AllDayEntryData> = {}): AllDayEntryData {
  return {
    ...facts,
    kind: 'all-day',
    summary: 'Visit of the delegation',
    start: Temporal.PlainDate.from('2027-03-08'),
    end: Temporal.PlainDate.from('2027-03-11'),
    transparency: 'transparent',
    ...changes,
  };
}

export function at(wall: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone);
}
