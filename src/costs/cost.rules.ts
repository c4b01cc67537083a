import { holdsFor, mayPlan } from '../activities/activity.rules.js';
import type { Actor } from '../platform/current.js';

type Place = { id: string; bodyId: string | null };

/** Who enters what something costs: those who plan, and finance. */
export function mayEnterCosts(actor: Actor, place: Place): boolean {
  return mayPlan(actor, place) || holdsFor(actor, ['finance'], place);
}

/** Whose word the money is. */
export function mayClearCosts(actor: Actor, place: Place): boolean {
  return holdsFor(actor, ['finance'], place);
}

export function mayApproveClaims(actor: Actor, place: Place): boolean {
  return holdsFor(actor, ['approver', 'head-intl'], place);
}

/** A person claims for himself; those who plan do it for whoever does not. */
export function mayClaim(actor: Actor, personId: string, place: Place): boolean {
  return actor.personId === personId || mayEnterCosts(actor, place);
}
