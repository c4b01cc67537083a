import type { Lifecycle } from '../activities/lifecycle.states.js';

export type MissionState =
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'rejected'
  | 'approved'
  | 'preparing'
  | 'underway'
  | 'completed'
  | 'report-due'
  | 'reported'
  | 'expenses-settled'
  | 'closed'
  | 'cancelled';

const DRAFT = ['desk-officer', 'body-secretary', 'head-intl'] as const;
const RUN = ['desk-officer', 'body-secretary', 'protocol', 'head-intl'] as const;
const DECIDE = ['approver', 'head-intl'] as const;

/** The course of an official journey (DOMAIN 2.7). An amendment is a version of what was approved, not a state. */
export const missionLifecycle: Lifecycle<MissionState> = {
  initial: 'draft',
  course: [
    'draft',
    'submitted',
    'approved',
    'preparing',
    'underway',
    'completed',
    'report-due',
    'reported',
    'expenses-settled',
    'closed',
  ],
  final: ['closed', 'rejected', 'cancelled'],
  steps: [
    {
      from: 'draft',
      to: 'submitted',
      may: DRAFT,
      guards: ['missions.call_over', 'missions.order_complete', 'missions.reports_in_time'],
    },
    {
      from: 'submitted',
      to: 'approved',
      may: ['approver'],
      notByProposer: true,
      guards: ['missions.cleared', 'costs.estimate_cleared', 'missions.reports_in_time'],
    },
    { from: 'submitted', to: 'returned', may: ['approver', 'head-intl', 'finance', 'security'], needsReason: true },
    { from: 'submitted', to: 'rejected', may: ['approver'], needsReason: true },
    {
      from: 'returned',
      to: 'submitted',
      may: DRAFT,
      guards: ['missions.call_over', 'missions.order_complete', 'missions.reports_in_time'],
    },
    { from: 'approved', to: 'preparing', may: RUN },
    { from: 'preparing', to: 'underway', may: RUN, onFirstDay: true, guards: ['activities.version_in_step'] },
    { from: 'underway', to: 'completed', may: RUN },
    { from: 'underway', to: 'preparing', verb: 'not-begun', may: RUN, needsReason: true },
    { from: 'completed', to: 'report-due', may: RUN },
    {
      from: 'report-due',
      to: 'reported',
      may: ['head-intl', 'approver', 'desk-officer'],
      guards: ['reports.approved'],
    },
    { from: 'reported', to: 'expenses-settled', may: ['finance'], guards: ['costs.settled'] },
    {
      from: 'expenses-settled',
      to: 'closed',
      may: ['head-intl', 'desk-officer'],
      guards: ['gifts.registered', 'commitments.recorded'],
    },
    ...(['draft', 'returned'] as const).map((from) => ({
      from,
      to: 'cancelled' as const,
      may: DRAFT,
      needsReason: true,
    })),
    ...(['submitted', 'approved', 'preparing'] as const).map((from) => ({
      from,
      to: 'cancelled' as const,
      may: DECIDE,
      needsReason: true,
    })),
  ],
};

/** While it is drafted, and after the approval until it is over: what changes then is an amendment. */
export function isRevisable(state: string): boolean {
  return ['draft', 'returned', 'approved', 'preparing'].includes(state);
}

/** Approved and not called off. */
export function isCertain(state: string): boolean {
  return missionLifecycle.course.indexOf(state as MissionState) >= missionLifecycle.course.indexOf('approved');
}

export function tone(state: string): 'mute' | 'ochre' | 'moss' | undefined {
  if (['rejected', 'cancelled'].includes(state)) return 'mute';
  if (['draft', 'submitted', 'returned', 'report-due'].includes(state)) return 'ochre';
  return ['reported', 'expenses-settled', 'closed'].includes(state) ? 'moss' : undefined;
}
