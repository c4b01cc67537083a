import type { Lifecycle } from '../../activities/lifecycle.states.js';

export type CallState = 'open' | 'nominating' | 'proposed' | 'decided' | 'withdrawn';

const SECRETARIAT = ['desk-officer', 'body-secretary', 'head-intl'] as const;

/** The call for members (DOMAIN 2.7): applications, the nominating committee's ranking, the decision on it. */
export const callLifecycle: Lifecycle<CallState> = {
  initial: 'open',
  course: ['open', 'nominating', 'proposed', 'decided'],
  final: ['decided', 'withdrawn'],
  steps: [
    { from: 'open', to: 'nominating', may: SECRETARIAT },
    { from: 'nominating', to: 'proposed', may: ['head-intl', 'body-chair'] },
    { from: 'proposed', to: 'decided', may: ['approver'] },
    { from: 'proposed', to: 'nominating', may: ['approver'], needsReason: true },
    ...(['open', 'nominating'] as const).map((from) => ({
      from,
      to: 'withdrawn' as const,
      may: SECRETARIAT,
      needsReason: true,
    })),
  ],
};

/** Roles that rank: the nominating committee. */
export const NOMINATORS = ['head-intl', 'body-chair'] as const;
/** Roles that may apply. */
export const APPLICANTS = ['member', 'body-chair'] as const;
/** Secretariat, nominating committee and approver see who applied. */
export const SEES = ['desk-officer', 'body-secretary', 'head-intl', 'protocol', 'body-chair', 'approver'] as const;
