import type { Lifecycle } from '../activities/lifecycle.states.js';

export type ReceptionState =
  | 'proposed'
  | 'cleared'
  | 'approved-in-principle'
  | 'invited'
  | 'confirmed'
  | 'programme-draft'
  | 'programme-approved'
  | 'in-progress'
  | 'completed'
  | 'reported'
  | 'closed'
  | 'declined'
  | 'postponed'
  | 'cancelled';

const DESK = ['desk-officer', 'head-intl', 'body-secretary'] as const;
const RUN = ['protocol', 'desk-officer', 'head-intl'] as const;
const CANCELLABLE = ['approved-in-principle', 'invited', 'confirmed', 'programme-draft', 'programme-approved'] as const;

/** The course of an incoming visit (DOMAIN 2.6). */
export const receptionLifecycle: Lifecycle<ReceptionState> = {
  initial: 'proposed',
  course: [
    'proposed',
    'cleared',
    'approved-in-principle',
    'invited',
    'confirmed',
    'programme-draft',
    'programme-approved',
    'in-progress',
    'completed',
    'reported',
    'closed',
  ],
  final: ['closed', 'declined', 'cancelled'],
  steps: [
    { from: 'proposed', to: 'cleared', may: ['head-intl'], notByProposer: true },
    { from: 'proposed', to: 'declined', may: ['approver', 'head-intl'], needsReason: true },
    { from: 'cleared', to: 'approved-in-principle', may: ['approver'], notByProposer: true },
    { from: 'cleared', to: 'proposed', may: ['approver', 'head-intl'], needsReason: true },
    { from: 'cleared', to: 'declined', may: ['approver'], needsReason: true },
    { from: 'approved-in-principle', to: 'invited', may: DESK },
    { from: 'invited', to: 'confirmed', may: DESK, guards: ['activities.both_delegations'] },
    { from: 'invited', to: 'declined', may: DESK, needsReason: true },
    { from: 'confirmed', to: 'programme-draft', may: RUN },
    {
      from: 'programme-draft',
      to: 'programme-approved',
      may: ['approver'],
      notByProposer: true,
      guards: ['programme.released', 'costs.estimate_cleared_where_asked'],
    },
    {
      from: 'programme-approved',
      to: 'programme-draft',
      verb: 'reopened',
      may: ['approver', 'head-intl'],
      needsReason: true,
    },
    {
      from: 'programme-approved',
      to: 'in-progress',
      may: RUN,
      onFirstDay: true,
      guards: ['activities.version_in_step'],
    },
    { from: 'in-progress', to: 'completed', may: RUN },
    { from: 'in-progress', to: 'programme-approved', verb: 'not-begun', may: RUN, needsReason: true },
    { from: 'completed', to: 'reported', may: ['head-intl', 'approver', 'desk-officer'], guards: ['reports.approved'] },
    { from: 'completed', to: 'in-progress', verb: 'not-completed', may: RUN, needsReason: true },
    {
      from: 'reported',
      to: 'closed',
      may: ['head-intl', 'desk-officer'],
      guards: ['reports.approved', 'gifts.registered', 'commitments.recorded', 'costs.settled'],
    },
    ...CANCELLABLE.map((from) => ({
      from,
      to: 'cancelled' as const,
      may: ['head-intl', 'approver'] as const,
      needsReason: true,
    })),
    ...(['invited', 'confirmed', 'programme-draft', 'programme-approved'] as const).map((from) => ({
      from,
      to: 'postponed' as const,
      may: ['head-intl', 'desk-officer'] as const,
      needsReason: true,
    })),
    { from: 'postponed', to: 'invited', verb: 'resumed', may: DESK },
  ],
};

export function tone(state: string): 'mute' | 'ochre' | 'moss' | undefined {
  if (['declined', 'cancelled'].includes(state)) return 'mute';
  if (['proposed', 'cleared', 'postponed'].includes(state)) return 'ochre';
  return ['reported', 'closed'].includes(state) ? 'moss' : undefined;
}
