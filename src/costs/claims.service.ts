import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivitiesService } from '../activities/activities.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { InvalidInput, NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { type CLAIM_STEPS, CostAdvance, ExpenseClaim } from './cost-line.entity.js';
import { NotOfDelegation } from './cost.errors.js';
import { CostRatesService } from './cost-rates.service.js';
import { CostsQueries } from './costs.queries.js';
import { mayApproveClaims, mayClaim, mayClearCosts } from './cost.rules.js';
import type { AdvanceInput } from './costs.forms.js';

/** Money given beforehand, and what people laid out: claimed, checked, approved, paid or recovered. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly members: ActivitiesQueries,
    private readonly rates: CostRatesService,
    private readonly queries: CostsQueries,
  ) {}

  /** Gives an advance; what is left of it is recovered with the claim. @throws UnknownRate, NotOfDelegation, NotFound */
  advance(activityId: string, { rate: given, givenOn, ...input }: AdvanceInput): Promise<CostAdvance> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayClearCosts(Current.actor, activity));
      await this.requireMember(activityId, input.personId);
      const { currency: base } = await this.rates.rules();
      const { rate, on } = await this.rates.rateFor(input.currency, base, givenOn, given);
      const advance = Object.assign(new CostAdvance(), input, { activityId, givenOn }).exchange(base, rate, on);
      await this.db.repo(CostAdvance).insert(advance);
      await this.events.record({ type: 'costs.advanced', subject: activityId, activityId });
      return advance;
    });
  }

  /** Opens the claim of a person; where there is one, that is the answer. @throws NotOfDelegation, NotFound */
  open(activityId: string, personId: string): Promise<ExpenseClaim> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayClaim(Current.actor, personId, activity));
      await this.requireMember(activityId, personId);
      const there = await this.queries.claimOf(activityId, personId);
      if (there) return this.db.one(ExpenseClaim, there.id);
      const claim = new ExpenseClaim();
      Object.assign(claim, {
        activityId,
        personId,
        state: 'draft',
        submittedBy: null,
        checkedBy: null,
        approvedBy: null,
        returnReason: null,
      });
      await this.db
        .repo(ExpenseClaim)
        .createQueryBuilder()
        .insert()
        .values(claim as never)
        .orIgnore()
        .execute();
      await this.events.record({ type: 'costs.claim_opened', subject: activityId, activityId });
      return this.db
        .repo(ExpenseClaim)
        .findOneOrFail({ where: { institutionId: Current.institutionId, activityId, personId } });
    });
  }

  /** Takes a claim on, or back to its draft with a reason. @throws OwnMoney, WrongMoneyState, InvalidInput, NotFound */
  step(activityId: string, id: string, to: keyof typeof CLAIM_STEPS | 'draft', reason?: string): Promise<ExpenseClaim> {
    return this.db.transaction(async () => {
      const claim = await this.db.one(ExpenseClaim, id);
      if (claim.activityId !== activityId) throw new NotFound();
      const activity = await this.activities.get(activityId);
      const actor = Current.maybeActor;
      if (actor) {
        const isOwn = actor.personId !== null && (await this.queries.isSamePerson(actor.personId, claim.personId));
        const may = {
          submitted: isOwn || mayClaim(actor, claim.personId, activity),
          checked: mayClearCosts(actor, activity),
          approved: mayApproveClaims(actor, activity) && !isOwn,
          paid: mayClearCosts(actor, activity),
          recovered: mayClearCosts(actor, activity),
          draft: mayClearCosts(actor, activity) || mayApproveClaims(actor, activity),
        };
        allow(may[to]);
      }
      if (to !== 'draft') claim.step(to, actor?.accountId ?? null);
      else if (reason) claim.return(reason);
      else throw new InvalidInput([{ path: 'reason', message: 'is missing' }]);
      await this.db.repo(ExpenseClaim).save(claim);
      await this.events.record({ type: `costs.claim_${to}`, subject: activityId, activityId });
      return claim;
    });
  }

  private async requireMember(activityId: string, personId: string): Promise<void> {
    const members = await this.members.members(activityId);
    if (!members.some(({ person_id, known_id }) => person_id === personId || known_id === personId))
      throw new NotOfDelegation();
  }
}
