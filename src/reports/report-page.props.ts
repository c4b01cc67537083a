import type { Reckoned } from '../institution/deadlines/deadlines.service.js';
import { Current } from '../platform/current.js';
import type { DrawnRegister } from '../platform/web/components/list.js';
import type { Report } from './report.entity.js';
import type { CommentRow } from './report-comments.service.js';
import type { CostRow } from './report-costs.rules.js';
import type { Trouble } from './report-section.pages.js';
import type { ReportState } from './report.states.js';

export interface ReportPageProps {
  report: Report;
  due: Reckoned;
  names: ReadonlyMap<string, string>;
  mayWrite: boolean;
  steps: ReportState[];
  /** What the registers of the house say, each drawn by its own capability. */
  registers: Registers;
  comments: readonly CommentRow[];
  may: { comment: boolean; keepBack: boolean; publish: boolean };
  trouble?: Trouble | undefined;
}

export interface Registers {
  commitments: DrawnRegister;
  gifts: DrawnRegister;
  costs: readonly CostRow[];
}

export const reportPath = (activityId: string) => `/${Current.institution.slug}/activities/${activityId}/report`;
