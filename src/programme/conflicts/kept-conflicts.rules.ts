import { type Conflict, fingerprint } from './conflict.rules.js';

interface Kept {
  kept_reason: string | null;
  kept_conflicts: string[] | null;
}

/** The conflicts that no note answers. A reason answers the conflicts of its time; what came since is asked about anew. */
export function openOf(line: Kept, conflicts: readonly Conflict[]): Conflict[] {
  if (!line.kept_reason) return [...conflicts];
  if (!line.kept_conflicts) return [];
  const kept = new Set(line.kept_conflicts);
  return conflicts.filter((conflict) => !kept.has(fingerprint(conflict)));
}
