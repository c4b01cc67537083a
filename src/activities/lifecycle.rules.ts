import { Current } from '../platform/current.js';
import type { Activity } from './activity.entity.js';
import { ActivityClosed, BeforeFirstDay, ReasonNeeded, StepNotPossible } from './activity.errors.js';
import { isOpen } from './activity.rules.js';
import { type Lifecycle, type Step, stepBetween } from './lifecycle.states.js';

/** @throws StepNotPossible where the table has no such step */
export function possibleStep<S extends string>(lifecycle: Lifecycle<S>, from: string, to: string): Step<S> {
  const step = stepBetween(lifecycle, from, to);
  if (!step) throw new StepNotPossible(from, to);
  return step;
}

/** Whether a step that comes with the first day would be taken before it, by the calendar of the house. */
export function isEarly(step: Pick<Step<string>, 'onFirstDay'>, startsOn: Temporal.PlainDate): boolean {
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return step.onFirstDay === true && Temporal.PlainDate.compare(today, startsOn) < 0;
}

/** @throws BeforeFirstDay where it is taken early and nobody says why */
export function requireItsDay(step: Step<string>, startsOn: Temporal.PlainDate, reason: string | null): void {
  if (isEarly(step, startsOn) && !reason?.trim()) throw new BeforeFirstDay(startsOn);
}

/** @throws ReasonNeeded */
export function requireReason(step: Step<string>, reason: string | null): void {
  if (step.needsReason && !reason?.trim()) throw new ReasonNeeded();
}

/** @throws ActivityClosed where nothing of it changes any more */
export function requireOpen(activity: Pick<Activity, 'state'>): void {
  if (!isOpen(activity)) throw new ActivityClosed();
}
