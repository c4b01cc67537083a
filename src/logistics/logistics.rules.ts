import { holdsFor, mayPlan } from '../activities/activity.rules.js';
import type { Activity } from '../activities/activity.entity.js';
import type { Actor } from '../platform/current.js';
import { type LogisticsKind, LOGISTICS_KINDS, logisticsKind, type LogisticsKindName } from './logistics-kinds.rules.js';

type Place = Pick<Activity, 'id' | 'bodyId'>;

/** Who keeps a kind: reads what is sealed of it. */
export function mayOpenSealed(actor: Actor, kind: LogisticsKind, activity: Place): boolean {
  return holdsFor(actor, kind.keepers, activity);
}

/** What is restricted is seen by its keepers alone. */
export function mayReadKind(actor: Actor, kind: LogisticsKind, activity: Place): boolean {
  return !kind.isRestricted || mayOpenSealed(actor, kind, activity);
}

/** Who plans the activity, and whoever keeps the kind. */
export function mayWriteKind(actor: Actor, kind: LogisticsKind, activity: Place): boolean {
  return mayOpenSealed(actor, kind, activity) || (!kind.isRestricted && mayPlan(actor, activity));
}

export function readableKinds(actor: Actor, activity: Place): LogisticsKindName[] {
  return LOGISTICS_KINDS.filter((name) => mayReadKind(actor, logisticsKind(name), activity));
}
