import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';
import type { Activity } from './activity.entity.js';

const STAFF = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'approver',
  'finance',
  'security',
  'legal',
  'registry',
  'interpreter-coord',
  'auditor',
] as const;
const PLANNERS = ['head-intl', 'desk-officer', 'protocol', 'body-secretary'] as const;

/** Staff see every activity; a member or chair sees those of the bodies and activities he is granted. */
export function maySee(actor: Actor, activity: Pick<Activity, 'id' | 'bodyId'>): boolean {
  return (
    hasRole(actor, STAFF) ||
    hasRole(actor, [...STAFF, 'member', 'body-chair'], { kind: 'activity', id: activity.id }) ||
    (activity.bodyId !== null &&
      hasRole(actor, [...STAFF, 'member', 'body-chair'], { kind: 'body', id: activity.bodyId }))
  );
}

/** The same for a whole list: everything, or what the actor's grants name. A job sees everything. */
export function visibleTo(actor: Actor | undefined): 'all' | { activityIds: string[]; bodyIds: string[] } {
  if (!actor || hasRole(actor, STAFF)) return 'all';
  const mine = actor.grants.filter(({ role }) => role === 'member' || role === 'body-chair');
  if (mine.some(({ scopeKind }) => scopeKind === 'institution')) return 'all';
  const idsOf = (kind: string) =>
    mine.flatMap(({ scopeKind, scopeId }) => (scopeKind === kind && scopeId ? [scopeId] : []));
  return { activityIds: idsOf('activity'), bodyIds: idsOf('body') };
}

/** Who plans: delegations, programme, invitations. */
export function mayPlan(actor: Actor, activity: Pick<Activity, 'id' | 'bodyId'>): boolean {
  return holdsFor(actor, PLANNERS, activity);
}

/** Who plans the activities of the whole house. */
export const mayPlanAll = (actor: Actor): boolean => hasRole(actor, PLANNERS, { kind: 'institution', id: null });

/** Whether a role covers the activity: by the whole house, the activity itself or its body. */
export function holdsFor(actor: Actor, roles: readonly string[], activity: Pick<Activity, 'id' | 'bodyId'>): boolean {
  return (
    hasRole(actor, roles, { kind: 'activity', id: activity.id }) ||
    (activity.bodyId !== null && hasRole(actor, roles, { kind: 'body', id: activity.bodyId }))
  );
}

/** Nothing of a closed or cancelled activity changes any more. */
export function isOpen(activity: Pick<Activity, 'state'>): boolean {
  return !['closed', 'cancelled', 'declined', 'rejected'].includes(activity.state);
}
