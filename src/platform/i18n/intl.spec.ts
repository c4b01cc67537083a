import { describe, expect, it } from 'vitest';
import { globSync, readFileSync } from 'node:fs';
import { dateTimeFormat, displayNames } from './intl.js';

describe('formatters', () => {
  it('are made once for each language and choice', () => {
    expect(dateTimeFormat('fr', { weekday: 'short' })).toBe(dateTimeFormat('fr', { weekday: 'short' }));
    expect(dateTimeFormat('fr', { weekday: 'short' })).not.toBe(dateTimeFormat('fr', { weekday: 'long' }));
    expect(displayNames('ru', { type: 'region' })).not.toBe(displayNames('en', { type: 'region' }));
  });

  it('are made nowhere else, since each weighs on memory where no collector sees it', () => {
    const made = /new Intl\.(?!Locale\b)|\.toLocaleString\(|\.toLocaleDateString\(|\.toLocaleTimeString\(/;
    const offenders = globSync('src/**/*.{ts,tsx}')
      .filter(
        (file) => !file.includes('/assets/') && !/\.spec\.tsx?$/.test(file) && file !== 'src/platform/i18n/intl.ts',
      )
      .filter((file) => made.test(readFileSync(file, 'utf8')));
    expect(offenders).toEqual([]);
  });
});
