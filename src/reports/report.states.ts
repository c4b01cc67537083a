import type { Lifecycle } from '../activities/lifecycle.states.js';

export const REPORT_STATES = [
  'draft',
  'submitted',
  'returned',
  'approved',
  'tabled',
  'filed',
  'published',
  'withdrawn',
] as const;
export type ReportState = (typeof REPORT_STATES)[number];

const WRITERS = ['head-intl', 'desk-officer', 'protocol', 'body-secretary'] as const;
const KEEPERS = ['registry', 'head-intl'] as const;

/** The course of a report (DOMAIN 2.7). Whoever is named as its author may hand it in whatever the role. */
export const reportLifecycle: Lifecycle<ReportState> = {
  initial: 'draft',
  course: ['draft', 'submitted', 'approved', 'filed', 'published'],
  final: ['tabled', 'filed', 'published', 'withdrawn'],
  steps: [
    { from: 'draft', to: 'submitted', may: WRITERS },
    { from: 'submitted', to: 'approved', may: ['approver'], notByProposer: true },
    { from: 'submitted', to: 'returned', may: ['approver', 'head-intl'], needsReason: true },
    { from: 'returned', to: 'submitted', may: WRITERS },
    { from: 'approved', to: 'filed', may: KEEPERS },
    { from: 'approved', to: 'tabled', may: KEEPERS },
    { from: 'filed', to: 'published', may: KEEPERS },
    { from: 'tabled', to: 'published', may: KEEPERS },
    { from: 'published', to: 'withdrawn', may: KEEPERS, needsReason: true },
    { from: 'withdrawn', to: 'published', may: KEEPERS, needsReason: true },
  ],
};

/** States in which its text may change. */
export const isOpenForWriting = (state: ReportState) => state === 'draft' || state === 'returned';

/** States that let the activity go on: the paper is fixed. */
export const FIXED: readonly ReportState[] = ['approved', 'tabled', 'filed', 'published', 'withdrawn'];
