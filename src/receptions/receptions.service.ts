import { Injectable } from '@nestjs/common';
import { ActivitiesService, type NewActivity } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { allow } from '../platform/permissions/allow.js';
import { type Category, Reception } from './reception.entity.js';
import { mayPropose } from './reception.rules.js';

export interface NewReception extends Omit<NewActivity, 'kind' | 'timeZone'> {
  /** IANA zone of the place; the institution's where none is given. */
  timeZone?: string;
  category: Category;
  basis?: string;
  purpose?: string;
  topics?: string[];
}

@Injectable()
export class ReceptionsService {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
  ) {}

  /** Proposes the visit of a delegation. @throws NotFound for who may not, DatesReversed, UnknownPartner */
  propose({
    category,
    basis = '',
    purpose = '',
    topics = [],
    timeZone = Current.institution.timeZone,
    ...activity
  }: NewReception): Promise<Activity> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayPropose(Current.actor));
      const begun = await this.activities.begin({ ...activity, timeZone, kind: 'reception' });
      const reception = new Reception();
      Object.assign(reception, { id: begun.id, category, basis, purpose, topics, approvedBy: null });
      await this.db.repo(Reception).insert(reception);
      return begun;
    });
  }

  /**
   * Changes what was proposed.
   * @param seenVersion the activity's version that the reader saw: who saves second is told
   * @throws NotFound, DatesReversed, ActivityClosed, ChangedMeanwhile
   */
  revise(
    id: string,
    { category, basis, purpose, topics, ...change }: Partial<Omit<NewReception, 'id'>>,
    seenVersion?: number,
  ): Promise<Activity> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayPropose(Current.actor));
      const activity = await this.activities.revise(id, change, seenVersion);
      const reception = await this.db.one(Reception, id);
      const given = { category, basis, purpose, topics };
      Object.assign(reception, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
      await this.db.repo(Reception).save(reception);
      return activity;
    });
  }

  /** Takes a step of the lifecycle. @throws StepNotPossible, ReasonNeeded, OwnProposal, StepHeldUp, NotFound */
  take(id: string, to: string, reason: string | null): Promise<Activity> {
    return this.db.transaction(async () => {
      const activity = await this.activities.take(id, to, reason);
      if (to === 'approved-in-principle') {
        const reception = await this.db.one(Reception, id);
        reception.approvedBy = Current.maybeActor?.accountId ?? null;
        await this.db.repo(Reception).save(reception);
      }
      return activity;
    });
  }
}
