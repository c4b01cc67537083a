import { describe, expect, it } from 'vitest';
import { bestSlots, type TimeAsked } from './find-time.rules.js';

const asked = (changes: Partial<TimeAsked> = {}): TimeAsked => ({
  minutes: 60,
  days: [{ from: 540, until: 1080 }],
  opens: [540],
  people: [],
  rooms: [],
  interpreters: [],
  marked: new Map(),
  half: null,
  ...changes,
});
const person = (busy: { from: number; until: number }[], isNeeded = true) => ({ id: 'p', name: 'Ada', isNeeded, busy });

describe('bestSlots', () => {
  it('takes the first free time that leaves breath', () => {
    expect(bestSlots(asked({ people: [person([{ from: 540, until: 600 }])] }))[0]!.start).toBe(615);
  });

  it('gives nothing where somebody needed is never free, or no interpreter is', () => {
    expect(bestSlots(asked({ people: [person([{ from: 0, until: 1440 }])] }))).toEqual([]);
    expect(bestSlots(asked({ interpreters: [{ pair: 'fr-en', among: [] }] }))).toEqual([]);
  });

  it('does not send one interpreter to two languages at once', () => {
    const one = { id: 'i', name: 'Nadia', busy: [] };
    const both = ['fr-en', 'de-en'].map((pair) => ({ pair, among: [one] }));
    expect(bestSlots(asked({ interpreters: both }))).toEqual([]);
  });

  it('prefers a day that is not marked, and the half asked for, to an earlier one', () => {
    const days = [
      { from: 540, until: 1080 },
      { from: 1980, until: 2520 },
    ];
    const two = asked({ days, opens: [540, 540], marked: new Map([[0, 'sitting day']]), half: 'pm' });
    const [first] = bestSlots(two);
    expect([first!.day, first!.start]).toEqual([1, 1980 + 300]);
    expect(bestSlots(two).find(({ day }) => day === 0)!.reasons).toContainEqual({ kind: 'marked', why: 'sitting day' });
  });

  it('names who is missing of those only wished for', () => {
    const [slot] = bestSlots(asked({ people: [person([{ from: 0, until: 1440 }], false)] }));
    expect(slot!.reasons[0]).toEqual({ kind: 'missing', names: ['Ada'] });
  });
});
