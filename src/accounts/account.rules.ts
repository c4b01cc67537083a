import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';

/** Who lets people in: the administrator of the whole institution, never of a part of it. */
export const canManageAccounts = (actor: Actor): boolean =>
  hasRole(actor, ['tenant-admin'], { kind: 'institution', id: null });
