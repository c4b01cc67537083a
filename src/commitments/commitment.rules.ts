import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';
import type { Role } from '../platform/permissions/permissions.service.js';
import type { Commitment } from './commitment.entity.js';
import { type CommitmentStep, KEEPERS, stepsFrom } from './commitment.states.js';

export const COMMITMENT_READERS: readonly Role[] = [
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

/** Staff, and whoever is to keep it. */
export const maySeeCommitment = (actor: Actor, { accountId }: Pick<Commitment, 'accountId'>): boolean =>
  hasRole(actor, COMMITMENT_READERS) || actor.accountId === accountId;

export const mayKeepCommitments = (actor: Actor): boolean => hasRole(actor, KEEPERS);

export const mayTake = (actor: Actor, { accountId }: Pick<Commitment, 'accountId'>, step: CommitmentStep): boolean =>
  hasRole(actor, step.may) || (step.byResponsible === true && actor.accountId === accountId);

/** The steps that a page offers. */
export const stepsOffered = (
  actor: Actor,
  commitment: Pick<Commitment, 'state' | 'accountId' | 'fulfilledBy'>,
): CommitmentStep[] =>
  stepsFrom(commitment.state).filter(
    (step) => mayTake(actor, commitment, step) && !(step.notByFulfiller && commitment.fulfilledBy === actor.accountId),
  );
