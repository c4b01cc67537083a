import { describe, expect, it } from 'vitest';
import { nextPath } from './next-path.js';

describe('where sign-in leads', () => {
  it.each(['/house', '/house/receptions?state=open', '/house/receptions/1'])('%s is ours', (path) => {
    expect(nextPath(path, 'house')).toBe(path);
  });

  it.each([
    'https://evil.example/house',
    '//evil.example/house',
    '/\\evil.example',
    '/house\\..\\..\\evil',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/other/receptions',
    '/house/../other',
    '/house/%2e%2e/other',
    '/housekeeping',
    '/house/sign-in?next=/house',
    '/house/sign-out',
    '',
    undefined,
    ['/house/x'],
    '///evil.example',
    '/house/\n/x',
    `/house/${'a'.repeat(600)}`,
  ])('%s is not', (path) => {
    expect(nextPath(path, 'house')).toBe('/house');
  });
});
