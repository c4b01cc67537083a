import { describe, expect, it } from 'vitest';
import { sourceId } from './source-ids.js';

describe('sourceId', () => {
  it('is a UUID of version 8 and the same for the same names', () => {
    const id = sourceId('house', 'person', 'h-head');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(sourceId('house', 'person', 'h-head')).toBe(id);
  });

  it('tells names apart by where one ends and the next begins', () => {
    expect(sourceId('a', 'bc')).not.toBe(sourceId('ab', 'c'));
  });
});
