import { describe, expect, it } from 'vitest';
import { BODY_KINDS, BODY_LIFECYCLES, isOver, statesOf, stepsFrom } from './body.states.js';

describe('the lifecycles of bodies', () => {
  it.each(BODY_KINDS)('%s: every state is reached from the first', (kind) => {
    const { initial, steps, way } = BODY_LIFECYCLES[kind];
    const reached = new Set([initial]);
    for (let before = 0; before !== reached.size;) {
      before = reached.size;
      for (const step of steps) if (step.from.some((state) => reached.has(state))) reached.add(step.to);
    }
    expect([...reached].toSorted()).toEqual(statesOf(kind).toSorted());
    expect(steps.every((step) => step.from.every((state) => reached.has(state)) && step.may.length > 0)).toBe(true);
    expect(way.every((state) => reached.has(state))).toBe(true);
  });

  it('ends a working group, a delegation and a commission each in its own last state', () => {
    expect(BODY_KINDS.map((kind) => statesOf(kind).filter((state) => isOver(kind, state)))).toEqual([
      ['dissolved'],
      ['refused', 'expired'],
      ['terminated'],
    ]);
  });

  it('sends credentials again once a vacant seat of an active delegation is filled', () => {
    expect(stepsFrom('permanent-delegation', 'active').map((step) => step.name)).toEqual(['credentials', 'expiry']);
  });

  it('has a working group constituted by another than who proposed it', () => {
    const [constitution] = stepsFrom('working-group', 'proposed');
    expect([constitution!.notByProposer, constitution!.may]).toEqual([true, ['approver']]);
  });
});
