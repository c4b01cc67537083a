import type { Activity } from './activity.entity.js';
import { ActivityClosed, ReasonNeeded, StepNotPossible } from './activity.errors.js';
import { isOpen } from './activity.rules.js';
import { type Lifecycle, type Step, stepBetween } from './lifecycle.states.js';

/** @throws StepNotPossible where the table has no such step */
export function possibleStep<S extends string>(lifecycle: Lifecycle<S>, from: string, to: string): Step<S> {
  const step = stepBetween(lifecycle, from, to);
  if (!step) throw new StepNotPossible(from, to);
  return step;
}

/** @throws ReasonNeeded */
export function requireReason(step: Step<string>, reason: string | null): void {
  if (step.needsReason && !reason?.trim()) throw new ReasonNeeded();
}

/** @throws ActivityClosed where nothing of it changes any more */
export function requireOpen(activity: Pick<Activity, 'state'>): void {
  if (!isOpen(activity)) throw new ActivityClosed();
}
