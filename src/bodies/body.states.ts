import type { Role } from '../platform/permissions/permissions.service.js';

export const BODY_KINDS = ['working-group', 'permanent-delegation', 'commission'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

export interface BodyStep {
  /** Last path segment, `POST /bodies/{id}/steps/{name}`, and what the event is called: `body.constitution`. */
  name: string;
  from: readonly string[];
  to: string;
  may: readonly Role[];
  /** Nobody approves what he has proposed himself. */
  notByProposer?: boolean;
  /** Whoever takes it says why. */
  needsReason?: boolean;
  /** The composition must be whole by then: the least numbers count too. */
  needsWhole?: boolean;
  /** Which day of the body the step fixes. */
  dates?: 'constitutedOn' | 'dissolvedOn';
}

export interface BodyLifecycle {
  initial: string;
  /** As the stepper draws it; states beside the way are shown only while the body is in them. */
  way: readonly string[];
  steps: readonly BodyStep[];
}

const SECRETARIAT: readonly Role[] = ['body-secretary', 'head-intl'];
const DECIDES: readonly Role[] = ['approver'];
const RECORDS: readonly Role[] = ['desk-officer', 'head-intl'];

/** What becomes of a body of each kind, and who may do it. */
export const BODY_LIFECYCLES: Record<BodyKind, BodyLifecycle> = {
  'working-group': {
    initial: 'draft',
    way: ['draft', 'proposed', 'active', 'dissolved'],
    steps: [
      { name: 'proposal', from: ['draft'], to: 'proposed', may: SECRETARIAT },
      {
        name: 'constitution',
        from: ['proposed'],
        to: 'active',
        may: DECIDES,
        notByProposer: true,
        needsWhole: true,
        dates: 'constitutedOn',
      },
      { name: 'return', from: ['proposed'], to: 'draft', may: DECIDES, needsReason: true },
      { name: 'suspension', from: ['active'], to: 'suspended', may: DECIDES, needsReason: true },
      { name: 'resumption', from: ['suspended'], to: 'active', may: DECIDES },
      { name: 'dissolution', from: ['active', 'suspended'], to: 'dissolved', may: DECIDES, dates: 'dissolvedOn' },
    ],
  },
  'permanent-delegation': {
    initial: 'forming',
    way: ['forming', 'appointed', 'credentials-sent', 'ratified', 'active', 'expired'],
    steps: [
      {
        name: 'appointment',
        from: ['forming'],
        to: 'appointed',
        may: DECIDES,
        needsWhole: true,
        dates: 'constitutedOn',
      },
      // Active again: a seat fell vacant and was filled, so the credentials are sent anew.
      {
        name: 'credentials',
        from: ['appointed', 'active'],
        to: 'credentials-sent',
        may: SECRETARIAT,
        needsWhole: true,
      },
      { name: 'ratification', from: ['credentials-sent', 'challenged'], to: 'ratified', may: RECORDS },
      { name: 'challenge', from: ['credentials-sent'], to: 'challenged', may: RECORDS, needsReason: true },
      {
        name: 'restriction',
        from: ['challenged'],
        to: 'ratified-with-restrictions',
        may: RECORDS,
        needsReason: true,
      },
      { name: 'refusal', from: ['challenged'], to: 'refused', may: RECORDS, needsReason: true },
      { name: 'opening', from: ['ratified', 'ratified-with-restrictions'], to: 'active', may: SECRETARIAT },
      { name: 'expiry', from: ['active'], to: 'expired', may: SECRETARIAT, dates: 'dissolvedOn' },
    ],
  },
  commission: {
    initial: 'establishing',
    way: ['establishing', 'active', 'dormant', 'terminated'],
    steps: [
      { name: 'establishment', from: ['establishing'], to: 'active', may: DECIDES, dates: 'constitutedOn' },
      { name: 'dormancy', from: ['active'], to: 'dormant', may: DECIDES, needsReason: true },
      { name: 'revival', from: ['dormant'], to: 'active', may: DECIDES },
      {
        name: 'termination',
        from: ['dormant'],
        to: 'terminated',
        may: DECIDES,
        needsReason: true,
        dates: 'dissolvedOn',
      },
    ],
  },
};

/** Every state of a kind, in the order in which steps lead to them. */
export function statesOf(kind: BodyKind): string[] {
  const { initial, steps } = BODY_LIFECYCLES[kind];
  return [...new Set([initial, ...steps.map((step) => step.to)])];
}

/** The steps that lead on from a state. */
export function stepsFrom(kind: BodyKind, state: string): BodyStep[] {
  return BODY_LIFECYCLES[kind].steps.filter((step) => step.from.includes(state));
}

/** Whether nothing leads on from here: such a body changes no more. */
export const isOver = (kind: BodyKind, state: string): boolean =>
  ['dissolved', 'expired', 'terminated', 'refused'].includes(state) && stepsFrom(kind, state).length === 0;

/** Where a body of this kind ends with its term. */
export const LAST_STATE: Record<BodyKind, string> = {
  'working-group': 'dissolved',
  'permanent-delegation': 'expired',
  commission: 'terminated',
};
