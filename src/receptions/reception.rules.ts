import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';

/** Desk officers, heads of department and secretaries of bodies propose visits. */
export function mayPropose(actor: Actor): boolean {
  return hasRole(actor, ['desk-officer', 'head-intl', 'body-secretary', 'protocol']);
}
