import { Injectable } from '@nestjs/common';
import { ActivitiesService, type ActivityChange, type NewActivity } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { Deadlines } from '../institution/deadlines/deadlines.service.js';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Mission, MissionClearance } from './mission.entity.js';
import { MissionOver, UnderReview } from './mission.errors.js';
import { mayPropose, mayRevise } from './mission.rules.js';
import { isRevisable } from './mission.states.js';
import type { MissionInput } from './missions.forms.js';

/** Days are of the place; countries ISO 3166-1. */
export interface NewMission
  extends
    Omit<NewActivity, 'kind' | 'timeZone' | 'partnerId'>,
    Partial<Omit<MissionInput, 'title' | 'startsOn' | 'endsOn' | 'city' | 'bodyId'>> {
  partnerId: string;
  kind: MissionInput['kind'];
}

export const MISSION_ORDER = 'mission-order';

/** Official journeys: drafted, decided, made, reported on. */
@Injectable()
export class MissionsService {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
    private readonly institution: InstitutionQueries,
    private readonly numbers: RegisterNumbers,
    private readonly deadlines: Deadlines,
  ) {}

  /** Drafts a journey. @throws NotFound for who may not, DatesReversed, UnknownPartner */
  propose(input: NewMission): Promise<Activity> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayPropose(Current.actor));
      const { own, shared } = parted(input);
      const begun = await this.activities.begin({
        ...(shared as Omit<NewActivity, 'kind'>),
        timeZone: input.timeZone ?? Current.institution.timeZone,
        kind: 'mission',
      });
      const mission = new Mission();
      const { settings } = await this.institution.current();
      Object.assign(mission, BLANK, own, {
        id: begun.id,
        countries: input.countries?.length ? input.countries : await this.countryOf(input.partnerId),
        needsSecurity: input.needsSecurity || (settings.missions?.securityAlways ?? false),
      });
      await this.db.repo(Mission).insert(mission);
      return begun;
    });
  }

  /**
   * Changes what was drafted; after the approval the change waits to be approved as an amendment.
   * @param seenVersion the activity's version that the reader saw: who saves second is told
   * @throws NotFound, DatesReversed, UnderReview, MissionOver, ActivityClosed, ChangedMeanwhile
   */
  revise(id: string, change: Partial<NewMission>, seenVersion?: number): Promise<Activity> {
    return this.db.transaction(async () => {
      await this.revisable(id);
      const { own, shared } = parted(change);
      const activity = await this.activities.revise(id, shared as ActivityChange, seenVersion, mayRevise);
      const mission = await this.db.one(Mission, id);
      Object.assign(mission, own);
      await this.db.repo(Mission).save(mission);
      return activity;
    });
  }

  /** Takes a step of the lifecycle. @throws StepNotPossible, ReasonNeeded, OwnProposal, StepHeldUp, NotFound */
  take(id: string, to: string, reason: string | null): Promise<Activity> {
    return this.db.transaction(async () => {
      if (to === 'approved') await this.issueOrder(id);
      const activity = await this.activities.take(id, to, reason);
      // Who returns it asks for changes: those who cleared it are asked again.
      if (to === 'returned')
        await this.db.repo(MissionClearance).delete({ institutionId: Current.institutionId, missionId: id });
      return to === 'completed' ? this.expectReport(activity) : activity;
    });
  }

  /** A mission of this institution that may still be changed by the actor. @throws NotFound, UnderReview, MissionOver */
  async revisable(id: string): Promise<Activity> {
    const activity = await this.activities.get(id);
    if (Current.maybeActor) allow(mayRevise(Current.actor, activity));
    if (activity.state === 'submitted') throw new UnderReview();
    if (!isRevisable(activity.state)) throw new MissionOver();
    return activity;
  }

  /** Where nothing else is said, the journey goes to the partner's own country. */
  private async countryOf(partnerId: string): Promise<string[]> {
    const rows = await this.db.rows<{ country: string }>(
      `select o.country from organisation o join institution i on i.institution_id = o.institution_id
        where o.institution_id = $1 and o.id = $2 and o.country <> i.country`,
      [Current.institutionId, partnerId],
    );
    return rows.map(({ country }) => country);
  }

  // The number stands in the order, so it is drawn before the version is fixed; a step that fails gives it back.
  private async issueOrder(id: string): Promise<void> {
    const mission = await this.db.one(Mission, id);
    if (mission.orderNumber) return;
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    mission.orderNumber = `${await this.numbers.draw(MISSION_ORDER, today.year)}/${today.year}`;
    mission.orderIssuedOn = today;
    await this.db.repo(Mission).save(mission);
  }

  /** Its last day is over: the report falls due by the institution's rule, and the clock says so, not a person. */
  private async expectReport(activity: Activity): Promise<Activity> {
    const mission = await this.db.one(Mission, activity.id);
    mission.reportDueOn = (await this.deadlines.due('report', 'RETURN', activity.endsOn)).deadline?.dueOn ?? null;
    await this.db.repo(Mission).save(mission);
    return Current.run({ actor: undefined }, () => this.activities.take(activity.id, 'report-due'));
  }
}

const BLANK = {
  basis: '',
  unplannedReason: '',
  purpose: '',
  countries: [],
  transit: [],
  funding: '',
  hostPays: [],
  hostPaysNote: '',
  placement: '',
  training: {},
  orderNumber: null,
  orderIssuedOn: null,
  reportDueOn: null,
};
const OWN = new Set(['kind', 'needsSecurity', ...Object.keys(BLANK)]);

/** What the mission keeps, and what the spine does. What is not given is left alone. */
function parted(input: Partial<NewMission>): { own: Record<string, unknown>; shared: Record<string, unknown> } {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  return {
    own: Object.fromEntries(given.filter(([name]) => OWN.has(name))),
    shared: Object.fromEntries(given.filter(([name]) => !OWN.has(name))),
  };
}
