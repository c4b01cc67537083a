import { holdsFor, mayPlan } from '../activities/activity.rules.js';
import type { Activity } from '../activities/activity.entity.js';
import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';
import type { ClearanceKind } from './mission.entity.js';

/** Roles that draft journeys. A member drafts his own and leaves it to the secretariat to hand it in. */
export const PROPOSERS = ['desk-officer', 'head-intl', 'body-secretary', 'protocol', 'member', 'body-chair'] as const;

export function mayPropose(actor: Actor): boolean {
  return hasRole(actor, PROPOSERS);
}

type Drafted = Pick<Activity, 'id' | 'bodyId' | 'state' | 'responsibleId'>;

/** Who plans, and whoever began it while it is a draft. */
export function mayRevise(actor: Actor, activity: Drafted): boolean {
  const isDraft = ['draft', 'returned'].includes(activity.state);
  return mayPlan(actor, activity) || (isDraft && activity.responsibleId === actor.accountId);
}

/** Whose word a clearance is. */
export function mayClear(actor: Actor, kind: ClearanceKind, activity: Pick<Activity, 'id' | 'bodyId'>): boolean {
  return holdsFor(actor, [kind], activity);
}
