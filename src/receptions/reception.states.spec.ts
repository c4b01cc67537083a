import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagramOf, leadsBack, stepOnward } from '../activities/lifecycle.states.js';
import { receptionLifecycle } from './reception.states.js';

describe('the lifecycle of a reception', () => {
  it('is drawn in the handbook as the table has it', () => {
    const handbook = readFileSync(join(import.meta.dirname, '../../docs/receptions.md'), 'utf8');
    const [, drawn] = /```mermaid\n([^`]+)\n```/.exec(handbook) ?? [];
    expect(drawn).toBe(diagramOf(receptionLifecycle));
  });

  it('leads from every state of the course to the next', () => {
    const { course } = receptionLifecycle;
    for (const [n, state] of course.slice(0, -1).entries())
      expect(stepOnward(receptionLifecycle, state)?.to).toBe(course[n + 1]);
    expect(stepOnward(receptionLifecycle, 'closed')).toBeUndefined();
  });

  it('asks a reason of whatever takes something away', () => {
    for (const step of receptionLifecycle.steps) {
      if (leadsBack(receptionLifecycle, step) || ['declined', 'cancelled', 'postponed'].includes(step.to))
        expect(step).toMatchObject({ needsReason: true });
    }
  });
});
