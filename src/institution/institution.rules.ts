import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';

const WHOLE = { kind: 'institution', id: null };

/** Only who administers the whole house, not one body of it. */
export const canEditInstitution = (actor: Actor): boolean => hasRole(actor, ['tenant-admin'], WHOLE);

export const canPlanSittings = (actor: Actor): boolean =>
  hasRole(actor, ['tenant-admin', 'head-intl', 'registry'], WHOLE);
