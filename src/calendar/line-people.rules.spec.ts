import { expect, it } from 'vitest';
import { goesWithDelegation } from './line-people.rules.js';

it.each([
  ['guest', 'member', ['guest', 'working'], true],
  ['guest', 'member', ['working'], false],
  ['host', 'head', ['working'], true],
  ['host', 'head', ['guest'], false],
  ['guest', 'spouse', ['guest', 'working'], false],
  ['guest', 'spouse', ['spouse'], true],
  ['guest', 'press', ['press'], true],
  ['guest', 'press', ['guest'], false],
] as const)('a line for nobody in particular: %s %s of %p', (side, role, audiences, expected) => {
  expect(goesWithDelegation({ side, role }, audiences)).toBe(expected);
});
