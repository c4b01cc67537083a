import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';
import type { Role } from '../platform/permissions/permissions.service.js';

export const READERS: readonly Role[] = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'body-chair',
  'approver',
  'finance',
  'security',
  'legal',
  'registry',
  'interpreter-coord',
  'auditor',
];
export const WRITERS: readonly Role[] = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'registry',
];
/** Passport, health and diet: only who needs them for a menu, a visa or a gate. */
export const REVEALERS: readonly Role[] = ['protocol', 'security'];

/** A desk officer of one country writes what belongs to that country. */
export const mayWrite = (actor: Actor, country: string | null): boolean =>
  hasRole(actor, WRITERS, { kind: 'country', id: country });

export const mayReveal = (actor: Actor, country: string | null): boolean =>
  hasRole(actor, REVEALERS, { kind: 'country', id: country });

/** Everybody may read and correct their own; `ids` are all under which the person is known. */
export const mayRevealOwn = (actor: Actor, ids: readonly string[]): boolean =>
  actor.personId !== null && ids.includes(actor.personId);

export const RETAINERS: readonly Role[] = ['tenant-admin', 'security'];
export const mayRetain = (actor: Actor): boolean => hasRole(actor, RETAINERS, { kind: 'institution', id: null });

/** The order of precedence is the house's own affair: protocol keeps it. */
export const ORDERERS: readonly Role[] = ['tenant-admin', 'head-intl', 'protocol'];
export const mayOrder = (actor: Actor): boolean => hasRole(actor, ORDERERS, { kind: 'institution', id: null });
