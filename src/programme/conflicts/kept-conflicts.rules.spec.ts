import { describe, expect, it } from 'vitest';
import { type Conflict, fingerprint } from './conflict.rules.js';
import { mayBeKept, openOf } from './kept-conflicts.rules.js';

const clash = (resourceId: string, level: Conflict['level']): Conflict =>
  ({ kind: 'overlap', resourceKind: 'person', resourceId, resourceName: resourceId, level, with: null }) as Conflict;

describe('a note on a line', () => {
  const [known, later, blocking] = [clash('one', 'warn'), clash('two', 'warn'), clash('three', 'block-release')];
  const note = { kept_reason: 'Agreed', kept_conflicts: [known, blocking].map(fingerprint) };

  it('answers the warnings of its time, and asks about later ones anew', () => {
    expect(openOf(note, [known, later])).toEqual([later]);
  });

  it('answers nothing that holds up the release', () => {
    expect(openOf(note, [known, blocking])).toEqual([blocking]);
    expect(openOf({ ...note, kept_conflicts: null }, [known, blocking])).toEqual([blocking]);
    expect([known, blocking].map(mayBeKept)).toEqual([true, false]);
  });

  it('is asked for where there is none', () => {
    expect(openOf({ kept_reason: null, kept_conflicts: null }, [known])).toEqual([known]);
  });
});
