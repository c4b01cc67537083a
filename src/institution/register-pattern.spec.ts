import { describe, expect, it } from 'vitest';
import { isPattern, USUAL_PATTERN, writtenNumber } from './register-pattern.js';

describe('the pattern of a register', () => {
  it('says how a number is written', () => {
    expect(writtenNumber(USUAL_PATTERN, 7, 2027)).toBe('7/2027');
    expect(writtenNumber('МО-{number:3}/{yy}', 7, 2027)).toBe('МО-007/27');
    expect(writtenNumber('{number:2}/{year}', 1234, 2027)).toBe('1234/2027');
  });

  it('names number and year, and nothing else in braces', () => {
    expect(['{number}/{year}', 'R {number:4}-{yy}'].map(isPattern)).toEqual([true, true]);
    expect(['{number}', '{year}', '{number}/{year}/{day}', '{number:0}/{year}', ''].map(isPattern)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
