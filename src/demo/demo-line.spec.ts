import { describe, expect, it } from 'vitest';
import type { ItemInput } from '../programme/programme.service.js';
import { isSameLine } from './demo-line.js';

const line: ItemInput = {
  type: 'meeting',
  title: { en: 'Talks', fr: 'Entretiens' },
  start: Temporal.PlainDateTime.from('2027-03-15T09:00'),
  startZone: 'Europe/Minsk',
  end: Temporal.PlainDateTime.from('2027-03-15T10:00'),
  endZone: 'Europe/Minsk',
  venueId: null,
  participants: [
    { personId: 'a', side: 'host', role: null },
    { personId: 'b', side: 'guest', role: null },
  ],
  interpreters: [],
  vehicles: ['car-1', 'car-2'],
  audiences: ['guest', 'working'],
  track: null,
  confidential: false,
  dress: null,
  menu: null,
  flags: null,
  gift: null,
  press: null,
  talkingPoints: null,
  internalNote: null,
  responsible: null,
};

describe('isSameLine', () => {
  it('does not mind in which order people, things and languages are named', () => {
    const other = {
      ...line,
      title: { fr: 'Entretiens', en: 'Talks' },
      participants: line.participants.toReversed(),
      vehicles: ['car-2', 'car-1'],
      audiences: line.audiences.toReversed(),
    };
    expect(isSameLine(line, other)).toBe(true);
  });

  it('sees a minute, a person and a word', () => {
    expect(isSameLine(line, { ...line, end: line.end.add({ minutes: 1 }) })).toBe(false);
    expect(isSameLine(line, { ...line, participants: line.participants.slice(1) })).toBe(false);
    expect(isSameLine(line, { ...line, dress: 'Dark suit' })).toBe(false);
  });
});
