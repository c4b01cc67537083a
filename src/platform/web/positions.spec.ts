import { describe, expect, it } from 'vitest';
import { at, positionRules } from './positions.js';

describe('positions', () => {
  it('become one rule for each value, whatever number of elements share it', () => {
    const { 'data-at': text } = at({ a: 540, b: 600, c: undefined });
    expect(text).toBe('a:540;b:600');
    expect(positionRules(`<i data-at="${text}"></i><i data-at="${text}"></i>`)).toBe(
      '[data-at="a:540;b:600"]{--a:540;--b:600}',
    );
  });

  it('cannot carry a rule of their own', () => {
    expect(() => at({ a: '1}body{display:none' })).toThrow(TypeError);
    expect(positionRules('<i data-at="a:1}body{x:y"></i>')).toBe('');
  });
});
