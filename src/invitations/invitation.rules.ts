import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';

/** Days after the activity for which answers and needs are kept. */
export const KEPT_DAYS = 7;

/** Diet and access needs are read by Protocol alone. */
export const mayReadNeeds = (actor: Actor, activity: { id: string }): boolean =>
  hasRole(actor, ['protocol'], { kind: 'activity', id: activity.id });
