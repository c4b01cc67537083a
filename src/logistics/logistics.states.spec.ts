import { describe, expect, it } from 'vitest';
import { stepOnward } from '../activities/lifecycle.states.js';
import { LOGISTICS_KINDS, logisticsKind } from './logistics-kinds.rules.js';
import { isOff, LOGISTICS_STATES } from './logistics.states.js';

describe.each(LOGISTICS_KINDS)('the states of %s', (kind) => {
  const lifecycle = LOGISTICS_STATES[kind];

  it('lead from the first to the last, one by one', () => {
    for (const [n, state] of lifecycle.course.slice(0, -1).entries())
      expect(stepOnward(lifecycle, state)?.to).toBe(lifecycle.course[n + 1]);
  });

  it('can be begun again after whatever called it off', () => {
    for (const { to } of lifecycle.steps.filter((step) => isOff(step.to)))
      expect(lifecycle.steps).toContainEqual(expect.objectContaining({ from: to, to: lifecycle.initial }));
  });

  it('is decided by nobody who may not see it', () => {
    const { isRestricted, keepers } = logisticsKind(kind);
    if (!isRestricted) return;
    for (const step of lifecycle.steps) expect(keepers).toEqual(expect.arrayContaining([...step.may]));
  });
});
