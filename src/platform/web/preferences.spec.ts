import { describe, expect, it } from 'vitest';
import { ownPath } from './preferences.controller.js';

describe('ownPath', () => {
  it('keeps a path of this site', () => {
    expect(ownPath('/house/receptions?sort=-startsOn')).toBe('/house/receptions?sort=-startsOn');
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '',
    undefined,
  ])('refuses %j', (path) => expect(ownPath(path)).toBeUndefined());
});
