import { describe, expect, it } from 'vitest';
import { allows, exceeded } from './gift.rules.js';
import { LIMIT_PRESETS } from './gift-limit.entity.js';

const limit = LIMIT_PRESETS[0]!;
const of = (minor: number, currency = 'EUR') => ({ direction: 'received' as const, value: { minor, currency } });

describe('a limit', () => {
  it('is exceeded above it, not at it, and in its own currency and direction alone', () => {
    expect(exceeded(of(15_000), [limit])).toEqual([]);
    expect(exceeded(of(15_001), [limit])).toEqual([limit]);
    expect(exceeded(of(15_001, 'CHF'), [limit])).toEqual([]);
    expect(exceeded({ ...of(15_001), direction: 'given' }, [limit])).toEqual([]);
    expect(exceeded({ direction: 'received', value: null }, [limit])).toEqual([]);
  });

  it('says how the gift may end', () => {
    expect(allows(limit, 'kept')).toBe(false);
    expect(allows(limit, 'displayed')).toBe(false);
    expect(allows(limit, 'passed-on')).toBe(true);
    expect(allows({ consequence: 'not-kept' }, 'displayed')).toBe(true);
    expect(allows({ consequence: 'not-kept' }, 'kept')).toBe(false);
  });
});
