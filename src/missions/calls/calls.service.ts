import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../../activities/activities.queries.js';
import { ActivitiesService } from '../../activities/activities.service.js';
import type { Activity } from '../../activities/activity.entity.js';
import { holdsFor } from '../../activities/activity.rules.js';
import { DelegationsService } from '../../activities/delegations.service.js';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { mayRevise } from '../mission.rules.js';
import { MissionApplication, MissionCall } from './call.entity.js';
import { ClosesTooLate, NobodyRanked, NoCalls } from './call.errors.js';
import { APPLICANTS, NOMINATORS } from './call.states.js';
import type { ApplicationInput, CallInput } from './calls.forms.js';

/** Members are called, apply, are ranked and chosen; whoever is chosen stands in the delegation. */
@Injectable()
export class CallsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly members: ActivitiesQueries,
    private readonly delegations: DelegationsService,
    private readonly institution: InstitutionQueries,
  ) {}

  /** Opens the call, or changes it while it is open. @throws NoCalls, ClosesTooLate, CallClosed, NotFound */
  open(missionId: string, input: CallInput): Promise<void> {
    return this.db.transaction(async () => {
      const mission = await this.activities.get(missionId);
      if (Current.maybeActor) allow(mayRevise(Current.actor, mission) && ['draft', 'returned'].includes(mission.state));
      const { settings } = await this.institution.current();
      if (!settings.missions?.callForMembers) throw new NoCalls();
      if (Temporal.PlainDate.compare(input.closesOn, mission.startsOn) >= 0) throw new ClosesTooLate();
      const known = await this.find(missionId);
      known?.requireOpen(known.closesOn);
      const call = known ?? Object.assign(new MissionCall(), { id: missionId, proposedBy: null, reason: null });
      Object.assign(call, input, { state: 'open', openedBy: Current.maybeActor?.accountId ?? null });
      await this.db.repo(MissionCall).save(call);
      await this.events.record({ type: 'missions.call_opened', subject: missionId, activityId: missionId });
    });
  }

  /** A member applies, or writes his application anew. @throws CallClosed, NotFound for who is no member */
  apply(missionId: string, input: ApplicationInput): Promise<void> {
    return this.db.transaction(async () => {
      const { actor } = Current;
      const { personId } = actor;
      // An open call stands above the mission's own visibility: it is what members are asked by.
      allow(personId !== null && hasRole(actor, APPLICANTS));
      const call = await this.db.one(MissionCall, missionId);
      call.requireOpen(today());
      const own = await this.applicationOf(missionId, personId!);
      const application = own ?? Object.assign(new MissionApplication(), { callId: missionId, personId, place: null });
      Object.assign(application, input, { state: 'submitted' });
      await this.db.repo(MissionApplication).save(application);
      // Who applied is for those who decide: it is no part of the history that every reader of the mission has.
      await this.events.record({ type: 'missions.applied', subject: missionId });
    });
  }

  /** Takes the own application back while the call is open. @throws CallClosed, NotFound */
  withdraw(missionId: string): Promise<void> {
    return this.db.transaction(async () => {
      const call = await this.db.one(MissionCall, missionId);
      call.requireOpen(today());
      const own = Current.actor.personId && (await this.applicationOf(missionId, Current.actor.personId));
      if (!own) throw new NotFound();
      own.state = 'withdrawn';
      await this.db.repo(MissionApplication).save(own);
    });
  }

  /** The nominating committee ranks. Equal places keep the order in which they applied. @throws NotFound */
  rank(missionId: string, places: Readonly<Record<string, number>>): Promise<void> {
    return this.db.transaction(async () => {
      const mission = await this.activities.get(missionId);
      const call = await this.db.one(MissionCall, missionId);
      allow(call.state === 'nominating' && holdsFor(Current.actor, NOMINATORS, mission));
      const ranked = (await this.applications(missionId))
        .filter(({ state, id }) => state === 'submitted' && places[id] !== undefined)
        .toSorted((a, b) => places[a.id]! - places[b.id]!);
      for (const application of await this.applications(missionId)) {
        const at = ranked.findIndex(({ id }) => id === application.id);
        application.place = at < 0 ? null : at + 1;
        await this.db.repo(MissionApplication).save(application);
      }
      await this.events.record({ type: 'missions.ranked', subject: missionId, activityId: missionId });
    });
  }

  /** Takes a step; the decision puts those who are chosen into the delegation. @throws StepNotPossible, ReasonNeeded, OwnRanking, NobodyRanked, NotFound */
  take(missionId: string, to: string, reason: string | null): Promise<void> {
    return this.db.transaction(async () => {
      const mission = await this.activities.get(missionId);
      const call = await this.db.one(MissionCall, missionId);
      const step = call.stepTo(to);
      if (Current.maybeActor) allow(holdsFor(Current.actor, step.may, mission));
      call.take(step, Current.maybeActor?.accountId ?? null, reason);
      await this.db.repo(MissionCall).save(call);
      if (to === 'proposed' || to === 'decided') await this.requireRanking(missionId);
      if (to === 'decided') await this.seat(mission, call);
      await this.events.record({
        type: `missions.call_${to}`,
        subject: missionId,
        activityId: missionId,
      });
    });
  }

  private async requireRanking(missionId: string): Promise<void> {
    if (!(await this.applications(missionId)).some(({ place }) => place !== null)) throw new NobodyRanked();
  }

  private async seat(mission: Activity, call: MissionCall): Promise<void> {
    const there = new Set((await this.members.members(mission.id)).map(({ person_id }) => person_id));
    for (const application of await this.applications(mission.id)) {
      if (application.state !== 'submitted') continue;
      const state = application.decide(call.seats);
      await this.db.repo(MissionApplication).save(application);
      if (state === 'declined' || there.has(application.personId)) continue;
      const role = state === 'selected' ? 'member' : 'substitute';
      // Who decides need not plan: the decision itself is what puts them on the list.
      await Current.run({ actor: undefined }, () =>
        this.delegations.admit(mission.id, 'host', { personId: application.personId, role }),
      );
    }
  }

  private find(missionId: string): Promise<MissionCall | null> {
    return this.db.repo(MissionCall).findOne({ where: { institutionId: Current.institutionId, id: missionId } });
  }

  private applications(missionId: string): Promise<MissionApplication[]> {
    return this.db.repo(MissionApplication).find({
      where: { institutionId: Current.institutionId, callId: missionId },
      order: { place: 'ASC', createdAt: 'ASC', id: 'ASC' },
    });
  }

  private applicationOf(missionId: string, personId: string): Promise<MissionApplication | null> {
    return this.db
      .repo(MissionApplication)
      .findOne({ where: { institutionId: Current.institutionId, callId: missionId, personId } });
  }
}

const today = () => Temporal.Now.plainDateISO(Current.institution.timeZone);
