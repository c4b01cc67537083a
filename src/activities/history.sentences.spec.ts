import { expect, it } from 'vitest';
import { globSync, readFileSync } from 'node:fs';
import { hasMessage } from '../platform/i18n/translate.js';

/** Types that are written out where something of an activity is recorded; those put together at run time are not found so. */
function recordedTypes(): string[] {
  return globSync('src/**/*.ts', { exclude: ['**/*.spec.ts'] }).flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    return [...source.matchAll(/record\(\{\s*type: '([a-z_-]+\.[a-z_-]+)'[^;]*?activityId/g)].map(([, type]) => type!);
  });
}

it('has words for everything that is recorded of an activity', () => {
  const types = recordedTypes();
  expect(types.length).toBeGreaterThan(40);
  const wordless = types.filter((type) => {
    const [family, rest] = type.split('.');
    return !hasMessage(`${family}.history.${rest}`) && !hasMessage(`activities.history.${family}_${rest}`);
  });
  expect(wordless).toEqual([]);
});
