import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { findJsonFault } from './json-text.js';

describe('findJsonFault', () => {
  it.each([
    ['{"a": 1,}', 1, 9, 'a field name in double quotes', '"}"'],
    ['{"a" 1}', 1, 6, '":" after the field name', '"1"'],
    ['{"a": 1 "b": 2}', 1, 9, '"," or "}"', '"\\""'],
    ['[1, 2', 1, 6, '"," or "]"', 'the end of the file'],
    ['[1,\n 2,\n]', 3, 1, 'a value', '"]"'],
    ['{"a": "x\n"}', 1, 9, 'the closing double quote of a text', 'the end of the line'],
    ['["\\x"]', 1, 3, 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX', '"\\\\"'],
    ['[01]', 1, 2, 'a value', '"01"'],
    ['[True]', 1, 2, 'a value', '"True"'],
    ['{} {}', 1, 4, 'the end of the file', '"{"'],
    ['{"a": 1,\n "a": 2}', 2, 2, 'each field once', '"a" a second time'],
    ["{'a': 1}", 1, 2, 'a field name in double quotes', '"\'"'],
    ['// note\n{}', 1, 1, 'a value', '"/"'],
  ])('%j', (source, line, column, expected, received) => {
    expect(findJsonFault(source)).toEqual({ line, column, expected, received });
  });

  it('stops at a depth no file has', () => {
    expect(findJsonFault('['.repeat(100_000))?.expected).toBe('at most 500 levels of brackets');
  });

  it('agrees with JSON.parse on what is JSON', () => {
    fc.assert(fc.property(fc.json(), (source) => findJsonFault(source) === undefined));
    const noise = fc
      .array(fc.constantFrom(...'{}[]",:0-1.e+tfn\\u \n'), { maxLength: 12 })
      .map((signs) => signs.join(''));
    fc.assert(fc.property(noise, (source) => parses(source) || findJsonFault(source) !== undefined));
    fc.assert(
      fc.property(
        noise,
        (source) => !parses(source) || /a second time/.test(findJsonFault(source)?.received ?? 'a second time'),
      ),
    );
  });
});

function parses(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}
