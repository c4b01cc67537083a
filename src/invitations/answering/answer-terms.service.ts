import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { isOpen, mayPlan } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { Invitation } from '../invitation.entity.js';
import type { AnswerTerms } from './answer-terms.rules.js';
import { FewerPlacesThanGuests } from './answering.errors.js';
import { PlacesService } from './places.service.js';

export interface NewTerms extends AnswerTerms {
  /** Chairs, companions counted; null for as many as come. */
  capacity: number | null;
}

@Injectable()
export class AnswerTermsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly places: PlacesService,
  ) {}

  /**
   * Says what guests may answer and how many come. More places go to those who wait at once. @returns how many got one
   * @throws NotFound, FewerPlacesThanGuests
   */
  set(invitationId: string, terms: NewTerms): Promise<number> {
    return this.db.transaction(async () => {
      const { activityId } = await this.db.one(Invitation, invitationId);
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity) && isOpen(activity));
      const { places_taken: taken } = await this.places.hold(invitationId);
      if (terms.capacity !== null && terms.capacity < taken) throw new FewerPlacesThanGuests(taken);
      const invitation = await this.db.one(Invitation, invitationId);
      Object.assign(invitation, terms);
      await this.db.repo(Invitation).save(invitation);
      await this.events.record({ type: 'invitations.terms_set', subject: invitationId, activityId });
      return (await this.places.fill(invitationId)).length;
    });
  }
}
