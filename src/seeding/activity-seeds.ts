import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { type Activity, Activity as ActivityRow } from '../activities/activity.entity.js';
import { stepOnward } from '../activities/lifecycle.states.js';
import type { Actor } from '../platform/current.js';
import { Current } from '../platform/current.js';
import type { Stage } from './stage.js';

/**
 * Leads an activity along its course to a state, each step taken by somebody whose role may take it.
 * @param staff who may act, in the order in which they are asked; without any the steps are nobody's
 * @param before what a step needs, done just before it
 * @param early why a visit that is yet to come begins already
 */
export async function leadTo(
  stage: Stage,
  id: string,
  target: string,
  staff: readonly Actor[],
  before: (to: string) => Promise<void> = async () => undefined,
  early: string | null = null,
): Promise<Activity> {
  let activity = await stage.db.transaction(() => stage.db.one(ActivityRow, id));
  const kind = stage.get(ActivityKinds).of(activity.kind);
  const { course } = kind.lifecycle;
  while (course.indexOf(activity.state) < course.indexOf(target)) {
    const step = stepOnward(kind.lifecycle, activity.state);
    if (!step) throw new Error(`No step leads on from ${activity.state}.`);
    await before(step.to);
    const actor = staff.find(({ grants }) => grants.some(({ role }) => (step.may as readonly string[]).includes(role)));
    activity = await Current.run({ actor }, () => kind.take!(id, step.to, step.onFirstDay ? early : null));
  }
  return activity;
}
