import { describe, expect, it } from 'vitest';
import { mergeEdits } from './item-values.rules.js';

describe('mergeEdits', () => {
  const seen = { from: '10:00', dress: 'Dark suit', audiences: ['guest', 'working'] };

  it('takes over what the second left alone, and keeps what he typed', () => {
    const { values, met } = mergeEdits(seen, { ...seen, from: '10:30' }, { ...seen, dress: 'Uniform' });
    expect(values).toEqual({ ...seen, from: '10:30', dress: 'Uniform' });
    expect(met).toEqual([{ field: 'from', was: '10:00', now: '10:30', both: false }]);
  });

  it('names what both changed, with the words of the second in the field', () => {
    const { values, met } = mergeEdits(seen, { ...seen, dress: 'Black tie' }, { ...seen, dress: 'Uniform' });
    expect(values.dress).toBe('Uniform');
    expect(met).toEqual([{ field: 'dress', was: 'Dark suit', now: 'Black tie', both: true }]);
  });

  it('sees what was emptied, and takes no order of boxes for a change', () => {
    const { values, met } = mergeEdits(seen, { from: '10:00', audiences: ['working', 'guest'] }, { ...seen });
    expect(values).toEqual({ from: '10:00', audiences: ['guest', 'working'] });
    expect(met.map(({ field }) => field)).toEqual(['dress']);
  });
});
