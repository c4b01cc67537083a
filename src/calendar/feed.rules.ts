import { maySee } from '../activities/activity.rules.js';
import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';

const DIARY_KEEPERS = ['protocol', 'desk-officer', 'head-intl', 'interpreter-coord'];
const RESOURCE_KEEPERS = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'interpreter-coord',
  'auditor',
];
const DESKS = ['head-intl', 'desk-officer', 'protocol', 'approver', 'auditor', 'tenant-admin'];
const PUBLISHERS = ['tenant-admin', 'head-intl', 'protocol'];
const CLEARED = ['protocol', 'head-intl', 'approver', 'desk-officer'];

/** Somebody's whole diary: their own, or for those who keep diaries. */
export function mayFollowPerson(actor: Actor, personId: string): boolean {
  return actor.personId === personId || hasRole(actor, DIARY_KEEPERS, { kind: 'institution', id: null });
}

export function mayFollowActivity(actor: Actor, activity: { id: string; bodyId: string | null }): boolean {
  return maySee(actor, activity);
}

/** Whoever sees the body's activities, and whoever sits in it today. */
export function mayFollowBody(actor: Actor, bodyId: string, sitsInIt: boolean): boolean {
  return sitsInIt || maySee(actor, { id: '', bodyId });
}

/** Venues, cars, drivers, interpreters: for those who plan with them; an interpreter's own for the interpreter. */
export function mayFollowResource(actor: Actor, ownerPersonId: string | null = null): boolean {
  return (
    (ownerPersonId !== null && actor.personId === ownerPersonId) ||
    hasRole(actor, RESOURCE_KEEPERS, { kind: 'institution', id: null })
  );
}

export function mayFollowCountry(actor: Actor, country: string): boolean {
  return hasRole(actor, DESKS, { kind: 'country', id: country });
}

/** The public calendar hangs on no mandate of one person; who may publish may make its link. */
export function mayPublish(actor: Actor): boolean {
  return hasRole(actor, PUBLISHERS, { kind: 'institution', id: null });
}

/** Whether confidential lines are shown whole. Whoever takes part in one sees it whole in their own diary all the same. */
export function isCleared(actor: Actor, scope: { kind: string; id: string }): boolean {
  return hasRole(actor, CLEARED, { kind: scope.kind, id: scope.id });
}
