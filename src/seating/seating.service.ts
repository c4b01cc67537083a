import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { ProgrammeItem } from '../programme/programme-item.entity.js';
import { SeatingPlan } from './seating-plan.entity.js';
import type { Table } from './seating.rules.js';
import { type SeatedPerson, SittersQueries } from './sitters.queries.js';

/** Seating plans. What one changes another sees: each verb works on the plan as it is now. */
@Injectable()
export class SeatingService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly sitters: SittersQueries,
  ) {}

  /** Draws a plan and fills it; the same occasion has one plan. @throws NotFound, TooManySeats */
  draw(activityId: string, itemId: string | null, table: Table): Promise<SeatingPlan> {
    return this.db.transaction(async () => {
      const activity = await this.planned(activityId);
      // Whoever takes part in a line of another activity is none of this one's.
      if (itemId && (await this.db.one(ProgrammeItem, itemId)).activityId !== activityId) throw new NotFound();
      const known = await this.ofOccasion(activityId, itemId);
      const plan = known ?? new SeatingPlan();
      if (!known) Object.assign(plan, { activityId, itemId });
      plan.arrange(table, await this.peopleOf(plan, activity));
      await this.db.repo(SeatingPlan)[known ? 'save' : 'insert'](plan);
      await this.note('seating.drawn', plan);
      return plan;
    });
  }

  /** @throws NotFound, TooManySeats */
  arrange(id: string, table: Table): Promise<void> {
    return this.change(id, (plan, people) => plan.arrange(table, people));
  }

  /** Fills free chairs; with `anew` everybody is seated again, also who was put somewhere by hand. @throws NotFound */
  fill(id: string, anew: boolean): Promise<void> {
    return this.change(id, (plan, people) => (anew ? plan.fillAnew(people) : plan.fill(people)));
  }

  /** @throws NotFound for somebody who is not expected, NoSuchSeat */
  move(id: string, key: string, to: { table: number; seat: number } | null): Promise<void> {
    return this.change(id, (plan, people) => {
      if (!people.some((one) => one.key === key)) throw new NotFound();
      plan.places = plan.placesOf(people);
      plan.move(key, to);
    });
  }

  takeBack(id: string): Promise<void> {
    return this.change(id, (plan) => plan.takeBack());
  }

  /** Who is to be seated, in order of precedence. Inside a unit of work. */
  async people(plan: Pick<SeatingPlan, 'activityId' | 'itemId'>): Promise<SeatedPerson[]> {
    return this.peopleOf(plan, await this.activities.get(plan.activityId));
  }

  ofOccasion(activityId: string, itemId: string | null): Promise<SeatingPlan | null> {
    return this.db
      .repo(SeatingPlan)
      .findOne({ where: { institutionId: Current.institutionId, activityId, itemId: itemId ?? IsNull() } });
  }

  private change(id: string, verb: (plan: SeatingPlan, people: SeatedPerson[]) => void): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows('select id from seating_plan where institution_id = $1 and id = $2 for update', [
        Current.institutionId,
        id,
      ]);
      const plan = await this.db.one(SeatingPlan, id);
      const activity = await this.planned(plan.activityId);
      verb(plan, await this.peopleOf(plan, activity));
      await this.db.repo(SeatingPlan).save(plan);
      await this.note('seating.changed', plan);
    });
  }

  private peopleOf(
    { activityId, itemId }: Pick<SeatingPlan, 'activityId' | 'itemId'>,
    activity: Activity,
  ): Promise<SeatedPerson[]> {
    return this.sitters.of(activityId, itemId, activity.startsOn, (name) => t('seating.companion', { name }));
  }

  private async planned(activityId: string): Promise<Activity> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity) && isOpen(activity));
    return activity;
  }

  private async note(type: string, { id, activityId }: SeatingPlan): Promise<void> {
    await this.events.record({ type, subject: id, activityId });
  }
}
