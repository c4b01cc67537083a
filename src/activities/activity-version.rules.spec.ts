import { describe, expect, it } from 'vitest';
import { changesBetween } from './activity-version.rules.js';

describe('the difference between two versions', () => {
  it('names what was changed, added and taken away, and nothing else', () => {
    const before = [
      { key: 'title', texts: { en: 'Visit', fr: 'Visite' } },
      { key: 'city', text: 'Arvena' },
      { key: 'basis', text: 'Plan' },
      { key: 'tasks', list: ['One', 'Two'] },
    ];
    const after = [
      { key: 'title', texts: { fr: 'Visite', en: 'Visit' } },
      { key: 'city', text: 'Sundholm' },
      { key: 'tasks', list: ['Two', 'One'] },
      { key: 'funding', text: 'Budget' },
    ];
    expect(changesBetween(before, after).map(({ key }) => key)).toEqual(['city', 'tasks', 'funding', 'basis']);
    expect(changesBetween(after, after)).toEqual([]);
  });

  it('takes an empty fact and a missing one for the same', () => {
    expect(changesBetween([{ key: 'basis', text: '' }], [])).toEqual([]);
    expect(changesBetween([], [{ key: 'tasks', list: [] }])).toEqual([]);
  });
});
