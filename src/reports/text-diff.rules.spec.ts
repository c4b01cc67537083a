import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { differenceOf } from './text-diff.rules.js';

const only = (parts: ReturnType<typeof differenceOf>, kinds: readonly string[]) =>
  parts
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');

describe('a difference', () => {
  it('tells what went and what came, word by word', () => {
    expect(differenceOf('Quotas were agreed on Monday.', 'Quotas were not agreed on Monday.')).toEqual([
      { kind: 'same', text: 'Quotas were ' },
      { kind: 'new', text: 'not ' },
      { kind: 'same', text: 'agreed on Monday.' },
    ]);
    expect(differenceOf('same', 'same')).toEqual([{ kind: 'same', text: 'same' }]);
  });

  it('gives both texts back, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'quota', ' ', '\n\n', ','), { maxLength: 40 })
      .map((some) => some.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = differenceOf(before, after);
        expect(only(parts, ['same', 'gone'])).toBe(before);
        expect(only(parts, ['same', 'new'])).toBe(after);
      }),
      { numRuns: 300 },
    );
  });
});
