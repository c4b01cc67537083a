import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { mayPlan } from '../../activities/activity.rules.js';
import { DelegationsService } from '../../activities/delegations.service.js';
import { requireOpen } from '../../activities/lifecycle.rules.js';
import { TravelProfilesService } from '../../directory/travel-profiles.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { allow } from '../../platform/permissions/allow.js';
import { CounterpartLinesService } from './counterpart-lines.service.js';
import { CounterpartLine } from './counterpart.entity.js';
import { RidesService } from './rides.service.js';

/** Staff take over what a counterpart sent, line by line. */
@Injectable()
export class CounterpartReviewService {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
    private readonly delegations: DelegationsService,
    private readonly travel: TravelProfilesService,
    private readonly lines: CounterpartLinesService,
    private readonly rides: RidesService,
  ) {}

  /**
   * Puts the person on the guests' list, or takes him off it where that was asked.
   * @param personId somebody of the directory; none for a new person @throws LineDecided, AlreadyMember, ActivityClosed, NotFound
   */
  accept(activityId: string, id: string, personId: string | null): Promise<void> {
    return this.db.transaction(async () => {
      const line = await this.waiting(activityId, id);
      const by = Current.maybeActor?.accountId ?? null;
      if (line.state === 'leaving') {
        const { memberId } = line;
        line.accept(by, null);
        await this.db.repo(CounterpartLine).save(line);
        if (memberId) await this.delegations.remove(memberId);
        return;
      }
      const member = await this.memberOf(line, personId);
      line.accept(by, member.id);
      await this.db.repo(CounterpartLine).save(line);
      await this.keepSealed(line, member.personId);
      await this.rides.note(activityId, member.id, line.facts);
    });
  }

  /** @throws LineDecided, NotFound */
  decline(activityId: string, id: string, reason: string): Promise<void> {
    return this.db.transaction(async () => {
      const line = await this.waiting(activityId, id);
      line.decline(Current.maybeActor?.accountId ?? null, reason);
      await this.db.repo(CounterpartLine).save(line);
    });
  }

  private async memberOf(line: CounterpartLine, personId: string | null): Promise<{ id: string; personId: string }> {
    const { familyName, givenName, honorific, post, role } = line.facts;
    const postLabel = post ? { [Current.locale]: post } : null;
    if (line.memberId) return this.delegations.change(line.memberId, { role, postLabel });
    return this.delegations.admit(line.activityId, 'guest', {
      role,
      ...(post ? { post } : {}),
      ...(personId ? { personId } : { familyName, givenName, ...(honorific ? { honorific } : {}) }),
    });
  }

  /** From seal to seal: who accepts the line need not be one of those who may read passports, and reads nothing here. */
  private async keepSealed(line: CounterpartLine, personId: string): Promise<void> {
    const { passportNumber, passportExpires, diet, allergies, accessibility } = await this.lines.sealedOf(line);
    const passport = passportNumber && {
      kind: 'ordinary' as const,
      number: passportNumber,
      ...(passportExpires ? { expiresOn: passportExpires } : {}),
    };
    const profile = { diet, allergies, accessibility, passports: passport ? [passport] : undefined };
    if (Object.values(profile).every((value) => value === undefined)) return;
    await Current.run({ actor: undefined }, () => this.travel.note(personId, profile));
    // It stands in the travel profile now, under the profile's own term.
    line.sealed = null;
    await this.db.repo(CounterpartLine).save(line);
  }

  private async waiting(activityId: string, id: string): Promise<CounterpartLine> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
    requireOpen(activity);
    const line = await this.db.one(CounterpartLine, id);
    if (line.activityId !== activityId) throw new NotFound();
    return line;
  }
}
