import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { travellingSide } from '../activities/activity.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { CostEstimate, CostLine } from './cost-line.entity.js';
import { ClaimClosed, EstimateFixed, NoDailyRate, NotOfDelegation, NothingToCompute } from './cost.errors.js';
import { CostRatesService } from './cost-rates.service.js';
import { CostsQueries } from './costs.queries.js';
import { mayClearCosts, mayEnterCosts } from './cost.rules.js';
import type { LineInput, StayInput } from './costs.forms.js';
import { byCountry, type Meal, NoRate, perDiem } from './per-diem.rules.js';

/** What an activity is to cost and what it did cost. */
@Injectable()
export class CostsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly members: ActivitiesQueries,
    private readonly rates: CostRatesService,
    private readonly queries: CostsQueries,
  ) {}

  /** Enters a cost; the rate is the one given, or the latest known on its day. @throws EstimateFixed, ClaimClosed, UnknownRate, NotOfDelegation, NotFound */
  enter(activityId: string, { of, rate, rateOn, ...input }: LineInput): Promise<CostLine> {
    return this.db.transaction(async () => {
      await this.allowEntering(activityId);
      if (input.personId) await this.requireMember(activityId, input.personId);
      const claimed = of === 'actual' && input.claimed && input.personId !== undefined;
      if (claimed) await this.requireOpenClaim(activityId, input.personId!);
      const line = await this.lined(
        { ...input, activityId, claimed, personId: input.personId ?? null, isComputed: false },
        of === 'estimate' ? (await this.openEstimate(activityId)).id : null,
        rateOn,
        rate,
      );
      await this.note(activityId, 'entered', { category: line.category, of });
      return line;
    });
  }

  /** @throws EstimateFixed, ClaimClosed, NotFound */
  remove(activityId: string, lineId: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.allowEntering(activityId);
      const line = await this.db.one(CostLine, lineId);
      if (line.activityId !== activityId) throw new NotFound();
      if (line.estimateId) (await this.db.one(CostEstimate, line.estimateId)).open();
      if (line.claimed) await this.requireOpenClaim(activityId, line.personId!);
      await this.db.repo(CostLine).delete({ institutionId: Current.institutionId, id: lineId });
      await this.note(activityId, 'removed', { category: line.category });
    });
  }

  /** Makes the lines of daily allowances and nights anew, for everybody who travels. @throws NoDailyRate, NothingToCompute, EstimateFixed, NotFound */
  computePerDiem(activityId: string, days: readonly StayInput[]): Promise<number> {
    return this.db.transaction(async () => {
      const activity = await this.allowEntering(activityId);
      const estimate = await this.openEstimate(activityId);
      const side = travellingSide(activity.kind);
      const people = (await this.members.members(activityId)).filter((one) => one.side === side);
      if (people.length === 0) throw new NothingToCompute();
      const sums = byCountry(await this.allowances(days));
      await this.db
        .repo(CostLine)
        .delete({ institutionId: Current.institutionId, activityId, estimateId: estimate.id, isComputed: true });
      let made = 0;
      for (const personId of new Set(people.map(({ known_id }) => known_id))) {
        for (const { country, currency, days: count, nights, allowance, night } of sums) {
          const shared = {
            activityId,
            currency,
            claimed: false,
            isComputed: true,
            personId,
            payer: 'sender' as const,
          };
          const label = (n: number) => `${country} × ${n}`;
          if (allowance > 0)
            made += Number(
              Boolean(
                await this.lined(
                  { ...shared, category: 'per-diem', label: label(count), minor: allowance },
                  estimate.id,
                ),
              ),
            );
          if (night > 0)
            made += Number(
              Boolean(
                await this.lined(
                  { ...shared, category: 'accommodation', label: label(nights), minor: night },
                  estimate.id,
                ),
              ),
            );
        }
      }
      await this.note(activityId, 'per_diem_computed', { count: made });
      return made;
    });
  }

  /** Puts the estimate before finance; without lines too, where others pay for all of it. @throws EstimateFixed, NotFound */
  submit(activityId: string): Promise<CostEstimate> {
    return this.db.transaction(async () => {
      await this.allowEntering(activityId);
      const estimate = await this.openEstimate(activityId);
      estimate.submit(Current.maybeActor?.accountId ?? null);
      return this.keep(estimate, 'estimate_submitted');
    });
  }

  /** @throws OwnMoney, WrongMoneyState, NotFound */
  clear(activityId: string): Promise<CostEstimate> {
    return this.decide(activityId, 'estimate_cleared', (estimate) =>
      estimate.clear(Current.maybeActor?.accountId ?? null),
    );
  }

  /** @throws WrongMoneyState, NotFound */
  return(activityId: string, reason: string): Promise<CostEstimate> {
    return this.decide(activityId, 'estimate_returned', (estimate) =>
      estimate.return(reason, Current.maybeActor?.accountId ?? null),
    );
  }

  /** Begins the next estimate from the cleared one, which stays. @throws EstimateFixed where none is cleared, NotFound */
  revise(activityId: string): Promise<CostEstimate> {
    return this.db.transaction(async () => {
      await this.allowEntering(activityId);
      const last = await this.lastEstimate(activityId);
      if (last?.state !== 'cleared') throw new EstimateFixed();
      const next = await this.newEstimate(activityId, last.number + 1);
      const lines = await this.db
        .repo(CostLine)
        .find({ where: { institutionId: Current.institutionId, activityId, estimateId: last.id } });
      for (const { id: _id, version: _version, createdAt: _created, updatedAt: _updated, ...line } of lines)
        await this.db.repo(CostLine).insert(Object.assign(new CostLine(), line, { estimateId: next.id }));
      await this.note(activityId, 'estimate_revised', { number: next.number });
      return next;
    });
  }

  private async allowances(days: readonly StayInput[]) {
    const stay = days.map(({ day, country, given }, n) => ({
      day,
      country,
      meals: given.filter((one): one is Meal => one !== 'lodging'),
      lodging: n === days.length - 1 ? null : given.includes('lodging'),
    }));
    try {
      return perDiem(stay, await this.rates.dayRates(), await this.rates.rules());
    } catch (error) {
      throw error instanceof NoRate ? new NoDailyRate(error.country, error.day.toString()) : error;
    }
  }

  private async lined(
    input: Pick<
      CostLine,
      'activityId' | 'category' | 'payer' | 'personId' | 'label' | 'minor' | 'currency' | 'claimed' | 'isComputed'
    >,
    estimateId: string | null,
    on = Temporal.Now.plainDateISO(Current.institution.timeZone),
    given?: string,
  ): Promise<CostLine> {
    const { currency: base } = await this.rates.rules();
    const { rate, on: day } = await this.rates.rateFor(input.currency, base, on, given);
    const line = Object.assign(new CostLine(), input, { estimateId }).exchange(base, rate, day);
    await this.db.repo(CostLine).insert(line);
    return line;
  }

  private decide(activityId: string, what: string, verb: (estimate: CostEstimate) => void): Promise<CostEstimate> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayClearCosts(Current.actor, activity));
      const estimate = await this.lastEstimate(activityId);
      if (!estimate) throw new NotFound();
      verb(estimate);
      return this.keep(estimate, what);
    });
  }

  private async keep(estimate: CostEstimate, what: string): Promise<CostEstimate> {
    await this.db.repo(CostEstimate).save(estimate);
    await this.note(estimate.activityId, what, { number: estimate.number });
    return estimate;
  }

  private lastEstimate(activityId: string): Promise<CostEstimate | null> {
    return this.db
      .repo(CostEstimate)
      .findOne({ where: { institutionId: Current.institutionId, activityId }, order: { number: 'DESC' } });
  }

  private async openEstimate(activityId: string): Promise<CostEstimate> {
    // The activity's row is locked: two who begin an estimate at once begin one.
    await this.db.rows('select 1 from activity where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      activityId,
    ]);
    const last = await this.lastEstimate(activityId);
    if (!last) return this.newEstimate(activityId, 1);
    last.open();
    return last;
  }

  private async newEstimate(activityId: string, number: number): Promise<CostEstimate> {
    const estimate = Object.assign(new CostEstimate(), {
      activityId,
      number,
      state: 'draft' as const,
      submittedBy: null,
      clearedBy: null,
      decidedAt: null,
      returnReason: null,
    });
    await this.db.repo(CostEstimate).insert(estimate);
    return estimate;
  }

  private async requireMember(activityId: string, personId: string): Promise<void> {
    const members = await this.members.members(activityId);
    if (!members.some(({ person_id, known_id }) => person_id === personId || known_id === personId))
      throw new NotOfDelegation();
  }

  private async requireOpenClaim(activityId: string, personId: string): Promise<void> {
    const claim = await this.queries.claimOf(activityId, personId);
    if (claim && claim.state !== 'draft') throw new ClaimClosed();
  }

  private async allowEntering(activityId: string) {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayEnterCosts(Current.actor, activity) && activity.state !== 'closed');
    return activity;
  }

  private note(activityId: string, what: string, data: Record<string, unknown>): Promise<string> {
    return this.events.record({ type: `costs.${what}`, subject: activityId, activityId, data });
  }
}
