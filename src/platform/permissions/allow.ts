import type { Actor } from '../current.js';
import { NotFound } from '../errors.js';

/** The first line of a verb: what may not be done looks like what is not there. */
export function allow(permitted: boolean): void {
  if (!permitted) throw new NotFound();
}

/** Whether one of the actor's grants is of these roles and covers the scope, if one is named. */
export function hasRole(actor: Actor, roles: readonly string[], scope?: { kind: string; id: string | null }): boolean {
  return actor.grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.scopeKind === 'institution' || !scope || (grant.scopeKind === scope.kind && grant.scopeId === scope.id)),
  );
}
