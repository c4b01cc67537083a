import { holdsUp } from './conflict-levels.rules.js';
import { type Conflict, fingerprint } from './conflict.rules.js';

interface Kept {
  kept_reason: string | null;
  kept_conflicts: string[] | null;
}

/**
 * The conflicts that no note answers. A note answers what only warns, and what there was of that at its time; what came
 * since is asked about anew, and what holds up the release is answered by no note.
 */
export function openOf(line: Kept, conflicts: readonly Conflict[]): Conflict[] {
  if (!line.kept_reason) return [...conflicts];
  const kept = line.kept_conflicts && new Set(line.kept_conflicts);
  return conflicts.filter((conflict) => !mayBeKept(conflict) || (kept !== null && !kept.has(fingerprint(conflict))));
}

/** Only a warning is acknowledged with a note. */
export const mayBeKept = ({ level }: Pick<Conflict, 'level'>): boolean => !holdsUp(level);
