import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramOf, leadsBack, stepOnward, stepsFrom } from '../activities/lifecycle.states.js';
import { isCertain, isRevisable, missionLifecycle } from './mission.states.js';

describe('the lifecycle of a mission', () => {
  it('is drawn in the handbook as the table has it', () => {
    const handbook = readFileSync(join(import.meta.dirname, '../../docs/missions.md'), 'utf8');
    const [, drawn] = /```mermaid\n([^`]+)\n```/.exec(handbook) ?? [];
    expect(drawn).toBe(diagramOf(missionLifecycle));
  });

  it('leads from every state of the course to the next', () => {
    const { course } = missionLifecycle;
    for (const [n, state] of course.slice(0, -1).entries())
      expect(stepOnward(missionLifecycle, state)?.to).toBe(course[n + 1]);
    expect(stepOnward(missionLifecycle, 'returned')?.to).toBe('submitted');
  });

  it('asks a reason of whatever takes something away, and ends only where nothing leads on', () => {
    for (const step of missionLifecycle.steps)
      expect(step.needsReason ?? false).toBe(
        leadsBack(missionLifecycle, step) || ['returned', 'rejected', 'cancelled'].includes(step.to),
      );
    for (const state of missionLifecycle.final) expect(stepsFrom(missionLifecycle, state)).toEqual([]);
  });

  it('is open to changes while it is drafted or prepared, and certain from its approval', () => {
    expect(['draft', 'returned', 'approved', 'preparing'].every(isRevisable)).toBe(true);
    expect(['submitted', 'underway', 'closed', 'cancelled'].some(isRevisable)).toBe(false);
    expect(['approved', 'underway', 'closed'].every(isCertain)).toBe(true);
    expect(['draft', 'submitted', 'returned', 'cancelled'].some(isCertain)).toBe(false);
  });
});
