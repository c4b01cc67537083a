import { holdsFor, mayPlan } from '../activities/activity.rules.js';
import { stepsFrom } from '../activities/lifecycle.states.js';
import type { Actor } from '../platform/current.js';
import { hasRole } from '../platform/permissions/allow.js';
import type { Report } from './report.entity.js';
import { isOpenForWriting, reportLifecycle, type ReportState } from './report.states.js';

type Subject = Pick<Report, 'authorId' | 'activityId'>;
type Place = { id: string; bodyId: string | null };

/** Who plans the activity, and whoever is named as the author. */
export function mayWriteReport(actor: Actor, report: Subject | null, activity: Place): boolean {
  return mayPlan(actor, activity) || (report?.authorId != null && report.authorId === actor.accountId);
}

/** Whether the actor's roles allow the step; that nobody approves his own is the entity's rule. */
export function mayStep(
  actor: Actor,
  report: Subject & Pick<Report, 'state'>,
  activity: Place,
  to: ReportState,
): boolean {
  if (to === 'submitted') return mayWriteReport(actor, report, activity);
  const step =
    stepsFrom(reportLifecycle, report.state).find((one) => one.to === to) ??
    reportLifecycle.steps.find((one) => one.to === to);
  if (!step) return false;
  const holds = (kind: string, id: string | null) => hasRole(actor, step.may, { kind, id });
  return holds('activity', activity.id) || (activity.bodyId !== null && holds('body', activity.bodyId));
}

/** The steps that a page offers. */
export function stepsFor(actor: Actor, report: Report, activity: Place): ReportState[] {
  return stepsFrom(reportLifecycle, report.state)
    .filter(({ to }) => mayStep(actor, report, activity, to))
    .filter(({ notByProposer }) => !notByProposer || !report.writers.has(actor.accountId))
    .map(({ to }) => to);
}

/** Who checks it, and who writes it. */
export function mayComment(actor: Actor, report: Subject, activity: Place): boolean {
  return (
    mayWriteReport(actor, report, activity) || holdsFor(actor, ['approver', 'head-intl', 'legal', 'finance'], activity)
  );
}

/** Who looks over all reports of the house, and over what they add up to. */
export const REPORT_READERS = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'approver',
  'finance',
  'registry',
  'auditor',
] as const;

/** Who signs what the house did in a year. */
export const ACTIVITY_APPROVERS = ['approver'] as const;

export function mayApproveActivity(actor: Actor): boolean {
  return hasRole(actor, ACTIVITY_APPROVERS);
}

export const PUBLISHERS = ['registry', 'head-intl'] as const;

/** Only what was tabled or filed is published; what is public may be replaced. */
export function mayPublish(actor: Actor, report: Subject & Pick<Report, 'state'>, activity: Place): boolean {
  return (
    (report.state === 'published' || stepsFrom(reportLifecycle, report.state).some(({ to }) => to === 'published')) &&
    holdsFor(actor, PUBLISHERS, activity)
  );
}

/** Who says what is left out of what is published. */
export function mayKeepBack(actor: Actor, report: Subject & Pick<Report, 'state'>, activity: Place): boolean {
  // Once it was public, only who answers for that prepares another copy.
  const wasPublic = report.state === 'published' || report.state === 'withdrawn';
  return (!wasPublic && mayWriteReport(actor, report, activity)) || holdsFor(actor, PUBLISHERS, activity);
}

export function mayWriteNow(actor: Actor, report: Report, activity: Place): boolean {
  return isOpenForWriting(report.state) && mayWriteReport(actor, report, activity);
}
