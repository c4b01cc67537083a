import type { Role } from '../platform/permissions/permissions.service.js';

export const COMMITMENT_STATES = [
  'recorded',
  'assigned',
  'in-progress',
  'partial',
  'fulfilled',
  'verified',
  'dropped',
] as const;
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

/** States in which something is still to be done: past its day it is late. */
export const OPEN: readonly CommitmentState[] = ['recorded', 'assigned', 'in-progress', 'partial'];

export interface CommitmentStep {
  name: 'assign' | 'begin' | 'part' | 'fulfil' | 'verify' | 'reopen' | 'drop' | 'resume';
  from: readonly CommitmentState[];
  to: CommitmentState;
  may: readonly Role[];
  /** Whoever is responsible may take it whatever the role. */
  byResponsible?: boolean;
  /** Nobody verifies what he himself said was fulfilled. */
  notByFulfiller?: boolean;
  /** What it asks for. */
  needs?: 'responsible' | 'evidence' | 'reason';
}

export const KEEPERS: readonly Role[] = ['head-intl', 'desk-officer', 'protocol', 'body-secretary'];
export const VERIFIERS: readonly Role[] = ['head-intl', 'approver'];

/** The course of a commitment (DOMAIN 2.7): overdue is no state but follows from the day. */
export const COMMITMENT_COURSE: readonly CommitmentStep[] = [
  { name: 'assign', from: ['recorded'], to: 'assigned', may: KEEPERS, needs: 'responsible' },
  { name: 'begin', from: ['recorded', 'assigned'], to: 'in-progress', may: KEEPERS, byResponsible: true },
  {
    name: 'part',
    from: ['assigned', 'in-progress'],
    to: 'partial',
    may: KEEPERS,
    byResponsible: true,
    needs: 'evidence',
  },
  {
    name: 'fulfil',
    from: ['recorded', 'assigned', 'in-progress', 'partial'],
    to: 'fulfilled',
    may: KEEPERS,
    byResponsible: true,
    needs: 'evidence',
  },
  { name: 'verify', from: ['fulfilled'], to: 'verified', may: VERIFIERS, notByFulfiller: true },
  { name: 'reopen', from: ['fulfilled'], to: 'in-progress', may: VERIFIERS, needs: 'reason' },
  { name: 'drop', from: OPEN, to: 'dropped', may: KEEPERS, needs: 'reason' },
  { name: 'resume', from: ['dropped'], to: 'recorded', may: KEEPERS, needs: 'reason' },
];

export const stepsFrom = (state: CommitmentState): CommitmentStep[] =>
  COMMITMENT_COURSE.filter((step) => step.from.includes(state));

/** The table as a Mermaid state diagram, for the handbook. */
export const commitmentDiagram = (): string =>
  [
    'stateDiagram-v2',
    '  [*] --> recorded',
    ...COMMITMENT_COURSE.flatMap(({ name, from, to }) => from.map((one) => `  ${one} --> ${to}: ${name}`)),
    '  verified --> [*]',
    '  dropped --> [*]',
  ]
    .join('\n')
    .replaceAll('in-progress', 'in_progress');
