import { describe, expect, it } from 'vitest';
import { changedLines } from './edition.rules.js';
import type { EditionLine } from '../programme-item.entity.js';

const line = (id: string, changes: Partial<EditionLine> = {}): EditionLine => ({
  id,
  type: 'meeting',
  title: { en: 'Talks', fr: 'Pourparlers' },
  start: '2027-03-09T10:00',
  startZone: 'Europe/Luxembourg',
  end: '2027-03-09T11:00',
  endZone: 'Europe/Luxembourg',
  venueId: null,
  venueName: null,
  venueAddress: null,
  participants: [],
  interpreters: [],
  vehicles: [],
  dress: null,
  menu: null,
  audiences: ['guest'],
  track: null,
  confidential: false,
  cancelled: false,
  ...changes,
});

describe('changedLines', () => {
  it('tells when a line loses its clock times, and when it gets them back', () => {
    const [timed, allDay] = [[line('a')], [line('a', { allDay: true })]];
    for (const [before, after] of [
      [timed, allDay],
      [allDay, timed],
    ] as const)
      expect(changedLines(before, after).map(({ fields }) => fields)).toEqual([['allDay']]);
    expect(changedLines(timed, timed)).toEqual([]);
  });

  it('finds nothing between equal programmes, in whatever order their keys were stored', () => {
    const stored = Object.fromEntries(Object.entries(line('a')).toReversed()) as unknown as EditionLine;
    expect(changedLines([stored], [line('a', { title: { fr: 'Pourparlers', en: 'Talks' } })])).toEqual([]);
    expect(changedLines([], [])).toEqual([]);
  });

  it('names the fields that differ', () => {
    const [change] = changedLines([line('a')], [line('a', { start: '2027-03-09T09:30', dress: 'Dark suit' })]);
    expect(change).toMatchObject({ id: 'a', kind: 'changed', fields: ['start', 'dress'] });
    expect(change!.before!.start).toBe('2027-03-09T10:00');
  });

  it('tells new lines from removed and cancelled ones', () => {
    const changes = changedLines([line('a'), line('b')], [line('b', { cancelled: true }), line('c')]);
    expect(changes.map(({ id, kind }) => [id, kind])).toEqual([
      ['b', 'changed'],
      ['c', 'added'],
      ['a', 'removed'],
    ]);
  });
});
