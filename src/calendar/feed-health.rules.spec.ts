import { expect, it } from 'vitest';
import { healthOf } from './feed-health.rules.js';

const at = (text: string) => Temporal.Instant.from(`2027-03-08T${text}Z`);
const nothing: Parameters<typeof healthOf>[0] = { lastFetchedAt: null, lapsedAt: null, contentAt: null };
const now = at('12:00:00');

it.each([
  ['was never asked for', { lastFetchedAt: null }, 'never'],
  ['was just fetched', { lastFetchedAt: at('11:00:00'), contentAt: at('10:00:00') }, 'current'],
  ['changed since', { lastFetchedAt: at('10:00:00'), contentAt: at('11:00:00') }, 'behind'],
  ['was forgotten', { lastFetchedAt: now.subtract({ hours: 40 }) }, 'silent'],
  ['lost its mandate', { lastFetchedAt: at('11:00:00'), lapsedAt: at('11:30:00') }, 'ended'],
])('a link that %s', (_, changes, state) => {
  expect(healthOf({ ...nothing, ...changes }, now).state).toBe(state);
});
