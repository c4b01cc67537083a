import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ActivitiesService } from '../activities/activities.service.js';
import { mayPlan } from '../activities/activity.rules.js';
import { AnswersService } from '../invitations/answers.service.js';
import { PlacesService } from '../invitations/answering/places.service.js';
import { termsFor } from '../invitations/recipients/pairs.rules.js';
import { Invitation, Recipient } from '../invitations/invitation.entity.js';
import { COMING } from '../invitations/invitation.states.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import type { DoorEntry } from './attendance.forms.js';
import { CheckIn } from './check-in.entity.js';
import { DoorsService } from './doors.service.js';

/** `in`: noted now; `already`: known, from this telephone or another; `out`: taken back; `refused`: withdrawn, or of no list of ours. */
export type Outcome = 'in' | 'already' | 'out' | 'refused';

/** Arrivals, from telephones that may have been without a network for hours. */
@Injectable()
export class CheckInsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly answers: AnswersService,
    private readonly places: PlacesService,
    private readonly doors: DoorsService,
  ) {}

  /**
   * Takes what a telephone noted, in the order in which it happened there. Sent twice it is taken once; of two telephones that let
   * the same guest in, the earlier counts. A guest who had not accepted is written down as answering at the door.
   * @throws NotFound
   */
  take(
    activityId: string,
    invitationId: string,
    entries: readonly DoorEntry[],
  ): Promise<{ id: string; outcome: Outcome }[]> {
    return this.db.transaction(async () => {
      const invitation = await this.db.one(Invitation, invitationId);
      if (invitation.activityId !== activityId) throw new NotFound();
      if (Current.maybeActor) allow(mayPlan(Current.actor, await this.activities.get(activityId)));
      // Two telephones at once are taken one after the other, in the same order as answers.
      await this.places.hold(invitationId);
      const outcomes: { id: string; outcome: Outcome }[] = [];
      for (const entry of entries) outcomes.push({ id: entry.id, outcome: await this.one(invitation, entry) });
      const arrived = outcomes.filter(({ outcome }) => outcome === 'in').length;
      if (arrived > 0)
        await this.events.record({
          type: 'attendance.arrived',
          subject: invitationId,
          activityId,
          data: { count: arrived },
        });
      if (outcomes.some(({ outcome }) => outcome === 'in' || outcome === 'out'))
        await this.doors.settleIfClosed(invitationId);
      return outcomes;
    });
  }

  private async one(invitation: Invitation, entry: DoorEntry): Promise<Outcome> {
    if (entry.kind === 'out') return this.takeBack(invitation, entry.of);
    const known = await this.db.repo(CheckIn).findOneBy({ institutionId: Current.institutionId, id: entry.id });
    if (known) return 'already';
    return entry.kind === 'in' ? this.letIn(invitation, entry) : this.note(invitation, entry, null);
  }

  private async letIn(invitation: Invitation, entry: DoorEntry & { kind: 'in' }): Promise<Outcome> {
    const guest = await this.db
      .repo(Recipient)
      .findOneBy({ institutionId: Current.institutionId, id: entry.guest, invitationId: invitation.id });
    if (!guest || guest.state === 'cancelled') return 'refused';
    const standing = await this.db.repo(CheckIn).findOne({
      where: { institutionId: Current.institutionId, recipientId: guest.id, undoneAt: IsNull() },
    });
    if (standing) {
      if (Temporal.Instant.compare(entry.at, standing.arrivedAt) < 0) {
        standing.arrivedAt = entry.at;
        await this.db.repo(CheckIn).save(standing);
      }
      return 'already';
    }
    if (!COMING.includes(guest.state) && !(await this.doors.isClosed(invitation.id)))
      await this.answers.recordAnswer(guest.id, {
        answer: 'accepted',
        channel: 'door',
        // Of a pair either may stand there.
        alone: null,
        companions: Math.min(entry.persons - 1, termsFor(invitation, guest).companionsAllowed),
      });
    return this.note(invitation, entry, guest);
  }

  private async note(
    invitation: Invitation,
    entry: DoorEntry & { kind: 'in' | 'walk_in' },
    guest: Recipient | null,
  ): Promise<Outcome> {
    const now = Temporal.Now.instant();
    const arrival = new CheckIn();
    Object.assign(arrival, {
      id: entry.id,
      invitationId: invitation.id,
      activityId: invitation.activityId,
      recipientId: guest?.id ?? null,
      persons: entry.persons,
      // The clock of a telephone may be ahead.
      arrivedAt: Temporal.Instant.compare(entry.at, now) > 0 ? now : entry.at,
      recordedBy: Current.maybeActor?.accountId ?? null,
      ...(entry.kind === 'walk_in' && { name: entry.name, organisation: entry.organisation }),
    });
    await this.db.repo(CheckIn).insert(arrival);
    return 'in';
  }

  private async takeBack(invitation: Invitation, id: string): Promise<Outcome> {
    const arrival = await this.db
      .repo(CheckIn)
      .findOneBy({ institutionId: Current.institutionId, id, invitationId: invitation.id });
    if (!arrival) return 'refused';
    arrival.undo(Temporal.Now.instant());
    await this.db.repo(CheckIn).save(arrival);
    return 'out';
  }
}
