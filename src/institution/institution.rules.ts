import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';

const WHOLE = { kind: 'institution', id: null };

/** Only who administers the whole house, not one body of it. */
export const canEditInstitution = (actor: Actor): boolean => hasRole(actor, ['tenant-admin'], WHOLE);

export const canPlanSittings = (actor: Actor): boolean =>
  hasRole(actor, ['tenant-admin', 'head-intl', 'registry'], WHOLE);

/** Deadlines bind everybody, so they are the whole house's. */
export const canRuleDeadlines = (actor: Actor): boolean => hasRole(actor, ['tenant-admin', 'head-intl'], WHOLE);

/** What falls due everywhere, also in activities that are not one's own. */
export const SEES_ALL_DEADLINES = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'approver',
  'registry',
  'auditor',
] as const;
export const seesAllDeadlines = (actor: Actor): boolean => hasRole(actor, SEES_ALL_DEADLINES, WHOLE);

/** Who answers for the whole may tick off what is anybody's; everybody else what is their own. */
export const mayTickOff = (actor: Actor): boolean =>
  hasRole(actor, ['tenant-admin', 'head-intl', 'desk-officer', 'registry'], WHOLE);

/** Rates and the currency of the house are kept by who answers for the money. */
export const canKeepCosts = (actor: Actor): boolean => hasRole(actor, ['tenant-admin', 'finance'], WHOLE);
