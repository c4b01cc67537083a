import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';
import type { Role } from '../platform/permissions/permissions.service.js';
import type { BodyStep } from './body.states.js';

export const BODY_READERS: readonly Role[] = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'body-chair',
  'member',
  'approver',
  'finance',
  'security',
  'legal',
  'registry',
  'interpreter-coord',
  'auditor',
];
export const BODY_WRITERS: readonly Role[] = ['tenant-admin', 'head-intl', 'desk-officer', 'body-secretary'];

/** A secretary of one body writes that body; a new one needs the role in the whole house. */
export const mayWriteBody = (actor: Actor, id: string | null): boolean =>
  hasRole(actor, BODY_WRITERS, { kind: 'body', id });

export const mayTake = (actor: Actor, step: BodyStep, id: string): boolean =>
  hasRole(actor, step.may, { kind: 'body', id });

/** Who keeps the rules of composition. */
export const COMPOSERS: readonly Role[] = ['tenant-admin', 'head-intl'];

/** The end of a convocation is prepared by the department and confirmed by who constitutes bodies. */
export const ROLLOVER_PREPARERS: readonly Role[] = ['tenant-admin', 'head-intl'];
export const ROLLOVER_CONFIRMERS: readonly Role[] = ['approver'];

export const CONTACT_READERS: readonly Role[] = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'security',
  'registry',
  'auditor',
];
export const CONTACT_WRITERS: readonly Role[] = ['head-intl', 'desk-officer', 'protocol', 'registry'];
