import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';
import type { Role } from '../platform/permissions/permissions.service.js';
import type { Money } from '../platform/money.js';
import type { Direction, Fate, Gift } from './gift.entity.js';
import type { Consequence } from './gift-limit.entity.js';

export const GIFT_READERS: readonly Role[] = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'approver',
  'finance',
  'legal',
  'registry',
  'auditor',
];
export const GIFT_KEEPERS: readonly Role[] = ['head-intl', 'desk-officer', 'protocol', 'body-secretary', 'registry'];
export const LIMIT_KEEPERS: readonly Role[] = ['tenant-admin', 'head-intl'];

export const mayKeepGifts = (actor: Actor): boolean => hasRole(actor, GIFT_KEEPERS);

/** Staff, and whoever gave or received it. */
export const maySeeGift = (actor: Actor, { personId }: Pick<Gift, 'personId'>): boolean =>
  hasRole(actor, GIFT_READERS) || (personId !== null && actor.personId === personId);

/** A member declares his own. */
export const mayDeclare = (actor: Actor, { personId }: Pick<Gift, 'personId'>): boolean =>
  mayKeepGifts(actor) || (personId !== null && actor.personId === personId);

type Limit = Money & { direction: Direction; consequence: Consequence };

/**
 * Limits that a gift goes over. Values in another currency are not compared: the house says the limit in its own.
 */
export function exceeded<L extends Limit>(
  gift: { direction: Direction; value: Money | null },
  limits: readonly L[],
): L[] {
  const { value, direction } = gift;
  if (!value) return [];
  return limits.filter(
    (limit) => limit.direction === direction && limit.currency === value.currency && value.minor > limit.minor,
  );
}

const ENDS: Record<Consequence, readonly Fate[]> = {
  'not-kept': ['registered', 'redeemed', 'passed-on', 'displayed', 'refused'],
  refused: ['refused', 'passed-on'],
};

/** Whether a limit that is exceeded lets the gift end so. */
export const allows = (limit: Pick<Limit, 'consequence'>, fate: Fate): boolean =>
  ENDS[limit.consequence].includes(fate);
