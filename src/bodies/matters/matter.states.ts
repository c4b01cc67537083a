import type { Role } from '../../platform/permissions/permissions.service.js';

export const MATTER_KINDS = ['plan-item', 'meeting', 'text'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

export interface MatterStep {
  name: string;
  from: readonly string[];
  to: string;
  may: readonly Role[];
  needsReason?: boolean;
  /** What comes of it is written down with the step: minutes, a position. */
  needsOutcome?: boolean;
}

const STAFF: readonly Role[] = ['body-secretary', 'desk-officer', 'head-intl'];
const DECIDES: readonly Role[] = ['approver'];

/** What becomes of what lies before a body: lines of its plan, meetings of a group, texts of an organisation. */
export const MATTER_COURSES: Record<
  MatterKind,
  { initial: string; way: readonly string[]; steps: readonly MatterStep[] }
> = {
  'plan-item': {
    initial: 'planned',
    way: ['planned', 'in-preparation', 'done'],
    steps: [
      { name: 'preparation', from: ['planned', 'postponed'], to: 'in-preparation', may: STAFF },
      { name: 'completion', from: ['planned', 'in-preparation'], to: 'done', may: STAFF },
      { name: 'postponement', from: ['planned', 'in-preparation'], to: 'postponed', may: STAFF, needsReason: true },
      {
        name: 'cancellation',
        from: ['planned', 'in-preparation', 'postponed'],
        to: 'cancelled',
        may: STAFF,
        needsReason: true,
      },
    ],
  },
  meeting: {
    initial: 'planned',
    way: ['planned', 'convened', 'held', 'minuted'],
    steps: [
      { name: 'convocation', from: ['planned'], to: 'convened', may: STAFF },
      { name: 'holding', from: ['convened'], to: 'held', may: STAFF },
      { name: 'minutes', from: ['held'], to: 'minuted', may: STAFF, needsOutcome: true },
      { name: 'cancellation', from: ['planned', 'convened'], to: 'cancelled', may: STAFF, needsReason: true },
    ],
  },
  text: {
    initial: 'received',
    way: ['received', 'under-review', 'position-approved', 'submitted', 'adopted', 'national-follow-up'],
    steps: [
      { name: 'review', from: ['received'], to: 'under-review', may: STAFF },
      { name: 'position', from: ['under-review'], to: 'position-approved', may: DECIDES, needsOutcome: true },
      { name: 'submission', from: ['position-approved'], to: 'submitted', may: STAFF },
      { name: 'reopening', from: ['position-approved'], to: 'under-review', may: DECIDES, needsReason: true },
      { name: 'adoption', from: ['submitted'], to: 'adopted', may: STAFF },
      { name: 'rejection', from: ['submitted'], to: 'rejected', may: STAFF, needsReason: true },
      { name: 'follow-up', from: ['adopted'], to: 'national-follow-up', may: STAFF },
    ],
  },
};

export const matterSteps = (kind: MatterKind, state: string): MatterStep[] =>
  MATTER_COURSES[kind].steps.filter((step) => step.from.includes(state));

/** Which kinds lie before a body of this kind: only an organisation has texts of its own. */
export const mattersOf = (body: string): MatterKind[] =>
  body === 'permanent-delegation' ? ['text', 'plan-item', 'meeting'] : ['plan-item', 'meeting'];
