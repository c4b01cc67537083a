import { Injectable } from '@nestjs/common';
import { Convocation } from '../../institution/convocation.entity.js';
import { ConvocationsService } from '../../institution/convocations.service.js';
import { TermEndShares } from '../../institution/term-end.registry.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { BodiesService } from '../bodies.service.js';
import { Body } from '../body.entity.js';
import { ROLLOVER_CONFIRMERS, ROLLOVER_PREPARERS } from '../body.rules.js';
import { type EndingBody, endingTerm, RolloverQueries } from './rollover.queries.js';
import { Rollover } from './rollover.entity.js';

export class RolloverUnderWay extends DomainError {
  constructor() {
    super('bodies.error.rollover_under_way', {}, { field: 'convocationId' });
  }
}
export class NothingToEnd extends DomainError {
  constructor() {
    super('bodies.error.nothing_to_end', {}, { field: 'convocationId' });
  }
}
export class PlanChanged extends DomainError {
  constructor() {
    super('bodies.error.plan_changed', {}, { status: 409 });
  }
}
export class SameConvocation extends DomainError {
  constructor() {
    super('bodies.error.same_convocation', {}, { field: 'nextConvocationId' });
  }
}

export interface NewRollover {
  convocationId: string;
  nextConvocationId?: string | null | undefined;
  lastDay: Temporal.PlainDate;
  /** Bodies to carry over. */
  carried: string[];
}

/** The end of a convocation: prepared by one, confirmed by another. Until then nothing is changed. */
@Injectable()
export class RolloverService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly bodies: BodiesService,
    private readonly convocations: ConvocationsService,
    private readonly queries: RolloverQueries,
    private readonly shares: TermEndShares,
  ) {}

  /** @returns the id. @throws NotFound, RolloverUnderWay, NothingToEnd, SameConvocation */
  async prepare(input: NewRollover, id?: string): Promise<string> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(hasRole(Current.actor, ROLLOVER_PREPARERS, { kind: 'institution', id: null }));
      await this.db.one(Convocation, input.convocationId);
      if (input.nextConvocationId) await this.db.one(Convocation, input.nextConvocationId);
      if (input.nextConvocationId === input.convocationId) throw new SameConvocation();
      const taken = await this.db.rows(
        `select 1 from rollover where institution_id = $1 and convocation_id = $2 and state <> 'withdrawn'`,
        [Current.institutionId, input.convocationId],
      );
      if (taken.length > 0) throw new RolloverUnderWay();
      const ending = await this.queries.endingBodies(input.convocationId);
      if (ending.length === 0) throw new NothingToEnd();
      const rollover = Object.assign(new Rollover(), input, {
        ...(id ? { id } : {}),
        nextConvocationId: input.nextConvocationId ?? null,
        carried: input.carried.filter((one) => ending.some((body) => body.id === one)),
        preparedBy: Current.maybeActor?.accountId ?? null,
      });
      await this.db.repo(Rollover).insert(rollover);
      await this.events.record({ type: 'rollover.prepared', subject: rollover.id });
      return rollover.id;
    });
  }

  /** Takes it back while nothing has been done. @throws NotFound, RolloverSettled */
  async withdraw(id: string): Promise<void> {
    await this.db.transaction(async () => {
      if (Current.maybeActor) allow(hasRole(Current.actor, ROLLOVER_PREPARERS, { kind: 'institution', id: null }));
      const rollover = await this.locked(id);
      rollover.withdraw();
      await this.db.repo(Rollover).save(rollover);
      await this.events.record({ type: 'rollover.withdrawn', subject: id });
    });
  }

  /**
   * Does all of it in one unit of work.
   * @param seen the seal of the plan that was shown
   * @throws NotFound, RolloverSettled, OwnRollover, TermNotOver, PlanChanged
   */
  async confirm(id: string, seen: string): Promise<void> {
    await this.db.transaction(async () => {
      const actor = Current.maybeActor;
      if (actor) allow(hasRole(actor, ROLLOVER_CONFIRMERS, { kind: 'institution', id: null }));
      const rollover = await this.locked(id);
      rollover.confirm(actor?.accountId ?? null, Temporal.Now.plainDateISO(Current.institution.timeZone));
      const plan = await this.queries.plan(rollover);
      if (plan.seen !== seen) throw new PlanChanged();
      await this.beginNext(rollover);
      const successors = await this.carryOver(rollover, plan.bodies);
      const seats = await this.close(rollover, plan.bodies);
      const outcome: Record<string, number> = { bodies: plan.bodies.length, carried: successors.size, seats };
      const term = endingTerm(rollover, plan.bodies, plan.people, successors);
      for (const share of this.shares.all) outcome[share.id] = await share.revoke(term);
      rollover.outcome = outcome;
      await this.db.repo(Rollover).save(rollover);
      await this.events.record({ type: 'rollover.confirmed', subject: id, data: outcome });
    });
  }

  private async carryOver(rollover: Rollover, ending: readonly EndingBody[]): Promise<Map<string, string>> {
    const successors = new Map<string, string>();
    const old: Body[] = [];
    for (const { id } of ending.filter((body) => body.is_carried)) old.push(await this.db.one(Body, id));
    // A subcommission goes after the commission that it belongs to.
    for (const body of old.toSorted((a, b) => Number(a.parentId !== null) - Number(b.parentId !== null))) {
      const { decision: _, ...particulars } = body.particulars;
      const made = Object.assign(Body.begin(body.kind), { predecessorId: body.id });
      made.describe({
        ...body.facts,
        particulars,
        convocationId: rollover.nextConvocationId,
        parentId: body.parentId ? (successors.get(body.parentId) ?? null) : null,
      });
      await this.bodies.install(made);
      successors.set(body.id, made.id);
    }
    return successors;
  }

  private async close(rollover: Rollover, ending: readonly EndingBody[]): Promise<number> {
    for (const { id } of ending) {
      const body = await this.db.one(Body, id);
      body.endWithTerm(rollover.lastDay);
      await this.db.repo(Body).save(body);
      await this.bodies.endOfTerm(body, rollover.lastDay);
    }
    const ids = ending.map(({ id }) => id);
    // A seat that was to begin later ends on the day on which it begins: it was given, and never held longer.
    const ended = await this.db.rows(
      `update seat set ends_on = greatest($3::date, starts_on), version = version + 1
        where institution_id = $1 and body_id = any($2::uuid[]) and (ends_on is null or ends_on > $3) returning id`,
      [Current.institutionId, ids, rollover.lastDay],
    );
    return ended.length;
  }

  /** Ends the convocation on its last day, and begins the next on the day after where none was chosen. */
  private async beginNext(rollover: Rollover): Promise<void> {
    const convocation = await this.db.one(Convocation, rollover.convocationId);
    if (!convocation.endsOn) {
      convocation.endsOn = rollover.lastDay;
      await this.db.repo(Convocation).save(convocation);
      await this.events.record({ type: 'convocation.ended', subject: convocation.id });
    }
    const number = convocation.number + 1;
    const there = await this.db.repo(Convocation).findOneBy({ institutionId: Current.institutionId, number });
    rollover.nextConvocationId ??=
      there?.id ?? (await this.convocations.addConvocation({ number, startsOn: convocation.endsOn.add({ days: 1 }) }));
  }

  private async locked(id: string): Promise<Rollover> {
    await this.db.rows('select id from rollover where institution_id = $1 and id::text = $2 for update', [
      Current.institutionId,
      id,
    ]);
    return this.db.one(Rollover, id);
  }
}
