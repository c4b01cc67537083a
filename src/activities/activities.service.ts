import { Injectable } from '@nestjs/common';
import { type Actor, Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { Activity, type ActivityKind, ActivityStep } from './activity.entity.js';
import { OwnProposal, StepHeldUp, UnknownPartner } from './activity.errors.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { holdsFor, mayPlan, maySee } from './activity.rules.js';
import { possibleStep, requireItsDay, requireOpen, requireReason } from './lifecycle.rules.js';
import { leadsBack } from './lifecycle.states.js';
import { StepGuards } from './step-guards.registry.js';
import { VersionsService } from './versions.service.js';
import { allow } from '../platform/permissions/allow.js';

export interface NewActivity {
  id?: string;
  kind: ActivityKind;
  title: LocalizedText;
  partnerId: string | null;
  bodyId?: string | null;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  timeZone: string;
  partnerTimeZone?: string | null;
  city: string;
  responsibleId?: string | null;
  sourceKey?: string | null;
}

export type ActivityChange = Partial<
  Pick<NewActivity, 'title' | 'startsOn' | 'endsOn' | 'city' | 'timeZone' | 'partnerTimeZone' | 'partnerId'>
>;

/** The spine's verbs. A kind's own service calls them inside its unit of work. */
@Injectable()
export class ActivitiesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly kinds: ActivityKinds,
    private readonly guards: StepGuards,
    private readonly versions: VersionsService,
  ) {}

  /** Puts an activity on the plan in its kind's first state. @throws DatesReversed */
  async begin(input: NewActivity): Promise<Activity> {
    const { initial } = this.kinds.of(input.kind).lifecycle;
    const activity = new Activity();
    if (input.id) activity.id = input.id;
    Object.assign(activity, {
      kind: input.kind,
      state: initial,
      title: input.title,
      partnerId: input.partnerId,
      bodyId: input.bodyId ?? null,
      timeZone: input.timeZone,
      partnerTimeZone: input.partnerTimeZone ?? null,
      city: input.city,
      responsibleId: input.responsibleId ?? Current.maybeActor?.accountId ?? null,
      sourceKey: input.sourceKey ?? null,
    });
    activity.setDates(input.startsOn, input.endsOn);
    await this.knownPartner(() => this.db.repo(Activity).insert(activity));
    await this.note(activity, '', initial, null);
    await this.events.record({ type: `${input.kind}.${initial}`, subject: activity.id, activityId: activity.id });
    return activity;
  }

  /**
   * Changes title, dates or place; `may` says who, where it is not those who plan. The version rises even where only the kind's own fields changed.
   * @throws DatesReversed, ActivityClosed, ChangedMeanwhile, UnknownPartner, NotFound
   */
  async revise(
    id: string,
    change: ActivityChange,
    seenVersion?: number,
    may: (actor: Actor, activity: Activity) => boolean = mayPlan,
  ): Promise<Activity> {
    const activity = await this.get(id);
    if (Current.maybeActor) allow(may(Current.actor, activity));
    requireOpen(activity);
    if (seenVersion !== undefined && seenVersion !== activity.version) throw new ChangedMeanwhile();
    const { startsOn = activity.startsOn, endsOn = activity.endsOn, ...rest } = change;
    activity.setDates(startsOn, endsOn);
    Object.assign(activity, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
    const { version } = activity;
    await this.knownPartner(() => this.db.repo(Activity).save(activity));
    if (activity.version === version) {
      await this.db.rows(
        'update activity set version = version + 1, updated_at = now() where institution_id = $1 and id = $2',
        [Current.institutionId, id],
      );
      activity.version += 1;
    }
    await this.events.record({
      type: 'activity.revised',
      subject: id,
      activityId: id,
      data: { fields: Object.keys(change) },
    });
    return activity;
  }

  /**
   * Takes a step of the kind's lifecycle.
   * @throws NotFound where the actor's roles may not take it, StepNotPossible, ReasonNeeded, BeforeFirstDay, OwnProposal, StepHeldUp
   */
  async take(id: string, to: string, reason: string | null = null): Promise<Activity> {
    const activity = await this.get(id);
    const { lifecycle } = this.kinds.of(activity.kind);
    const step = possibleStep(lifecycle, activity.state, to);
    const actor = Current.maybeActor;
    // A job or the clock acts without an actor; a person needs the role.
    if (actor) allow(holdsFor(actor, step.may, activity));
    requireReason(step, reason);
    requireItsDay(step, activity.startsOn, reason);
    if (step.notByProposer && actor && (await this.proposersOf(id)).has(actor.accountId)) throw new OwnProposal();
    const [holdUp] = await this.guards.holdUps(step.guards ?? [], id);
    if (holdUp) throw new StepHeldUp(holdUp.key, holdUp.params as Record<string, string>);
    const from = activity.state;
    activity.state = to;
    await this.db.repo(Activity).save(activity);
    await this.note(activity, from, to, reason);
    if (!leadsBack(lifecycle, step)) await this.versions.fix(activity, to);
    await this.events.record({ type: `${activity.kind}.${to}`, subject: id, activityId: id, data: { from, to } });
    return activity;
  }

  /** An activity of this institution that the actor may see. @throws NotFound */
  async get(id: string): Promise<Activity> {
    const activity = await this.db.one(Activity, id);
    const actor = Current.maybeActor;
    if (actor) allow(maySee(actor, activity));
    return activity;
  }

  /** A partner that is not in the directory of this institution is an answer to correct, not a failure. */
  private async knownPartner<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const cause = (error as { driverError?: { code?: string; constraint?: string } }).driverError;
      throw cause?.code === '23503' && cause.constraint?.includes('partner') ? new UnknownPartner() : error;
    }
  }

  /** Who put it on the plan and who handed it in. */
  private async proposersOf(id: string): Promise<Set<string>> {
    const rows = await this.db.rows<{ actor_id: string }>(
      `select actor_id from activity_step
        where institution_id = $1 and activity_id = $2 and actor_id is not null and (from_state = '' or to_state = 'submitted')`,
      [Current.institutionId, id],
    );
    return new Set(rows.map(({ actor_id }) => actor_id));
  }

  private async note(activity: Activity, from: string, to: string, reason: string | null): Promise<void> {
    const step = new ActivityStep();
    Object.assign(step, {
      activityId: activity.id,
      fromState: from,
      toState: to,
      actorId: Current.maybeActor?.accountId ?? null,
      reason: reason?.trim() || null,
    });
    await this.db.repo(ActivityStep).insert(step);
  }
}
