import { Injectable } from '@nestjs/common';
import { Organisation } from '../directory/organisation.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Body, type BodyFacts } from './body.entity.js';
import { BodyIsOver, OwnProposal, UnknownPartner } from './body.errors.js';
import { mayTake, mayWriteBody } from './body.rules.js';
import type { BodyKind } from './body.states.js';
import { CompositionService } from './composition/composition.service.js';
import { BodyCourse, ReasonMissing } from './course/course.service.js';

export type NewBody = Partial<BodyFacts> &
  Pick<BodyFacts, 'name' | 'partnerId'> & {
    id?: string;
    kind: BodyKind;
    predecessorId?: string | null;
    /** The first day of its course; today where none is given. */
    on?: Temporal.PlainDate;
  };

/** How a step is taken: on which day, and on which decision or for which reason. */
export interface Taking {
  on?: Temporal.PlainDate | undefined;
  note?: string | undefined;
  /** Of a dispatch of credentials: who signed them, and when the session opens. */
  facts?: Record<string, unknown> | undefined;
}

/** What is done to bodies. Without an actor (seed, job) no role is asked for. */
@Injectable()
export class BodiesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly course: BodyCourse,
    private readonly composition: CompositionService,
  ) {}

  async get(id: string): Promise<Body> {
    return this.db.read(() => this.db.one(Body, id));
  }

  /** Puts a body into the first state of its kind. @returns the id; the one given, where one is given. @throws UnknownPartner */
  async create({ id, kind, predecessorId, on, ...facts }: NewBody): Promise<string> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayWriteBody(Current.actor, null));
      const body = Body.begin(kind);
      if (id) body.id = id;
      body.predecessorId = predecessorId ?? null;
      body.describe(facts);
      await this.checkReferences(body);
      await this.install(body, on);
      return body.id;
    });
  }

  /** Writes a new body down with the first step of its course, asking nobody's leave: for verbs that have asked. */
  async install(body: Body, on = this.course.today()): Promise<void> {
    await this.db.repo(Body).insert(body);
    await this.note(body, 'created', body.state, { on }, { ...body.facts });
  }

  /** Notes that a body ended with its convocation; not before its last step, where one was recorded later. */
  async endOfTerm(body: Body, lastDay: Temporal.PlainDate): Promise<void> {
    const days = [lastDay, ...(await this.course.of(body.id)).filter(({ state }) => state).map((move) => move.on_day)];
    const on = days.toSorted((a, b) => Temporal.PlainDate.compare(a, b)).at(-1)!;
    await this.note(body, 'term_end', body.state, { on }, {});
  }

  /** @throws NotFound, BodyIsOver, UnknownPartner, and what `check` throws */
  async update(id: string, facts: Partial<BodyFacts>, check?: (found: number) => void): Promise<Body> {
    return this.db.transaction(async () => {
      const body = await this.writable(id);
      check?.(body.version);
      body.describe(facts);
      await this.checkReferences(body);
      await this.db.repo(Body).save(body);
      await this.note(body, 'updated', null, {}, { ...body.facts });
      return body;
    });
  }

  /**
   * Takes a step of the kind's lifecycle, today where no other day is said.
   * @throws NotFound where the actor's roles may not take it, StepNotPossible, OwnProposal, ReasonMissing,
   *   StepBeforeTheLast, StepInFuture, CompositionBroken
   */
  async take(id: string, name: string, taking: Taking = {}): Promise<Body> {
    return this.db.transaction(async () => {
      const body = await this.locked(id);
      const step = body.step(name);
      const actor = Current.maybeActor;
      if (actor) allow(mayTake(actor, step, id));
      if (step.notByProposer && actor && (await this.proposerOf(id)) === actor.accountId) throw new OwnProposal();
      if (step.needsReason && actor && !taking.note) throw new ReasonMissing();
      const on = taking.on ?? this.course.today();
      if (step.needsWhole) await this.composition.mustBeWhole(body, on);
      body.take(step, on);
      await this.db.repo(Body).save(body);
      const covers = name === 'credentials' ? { covers: await this.seatsOn(id, on) } : {};
      await this.note(body, step.name, step.to, { ...taking, on }, { ...taking.facts, ...covers });
      return body;
    });
  }

  /** The body, locked while what hangs on it changes. @throws NotFound, BodyIsOver */
  async writable(id: string): Promise<Body> {
    const body = await this.locked(id);
    if (Current.maybeActor) allow(mayWriteBody(Current.actor, id));
    if (body.isOver) throw new BodyIsOver();
    return body;
  }

  private async locked(id: string): Promise<Body> {
    await this.db.rows('select id from body where institution_id = $1 and id::text = $2 for update', [
      Current.institutionId,
      id,
    ]);
    return this.db.one(Body, id);
  }

  private async note(
    body: Body,
    step: string,
    state: string | null,
    { on = this.course.today(), note }: Taking,
    facts: Record<string, unknown>,
  ): Promise<void> {
    const move = await this.course.record({ bodyId: body.id, subjectId: body.id, step, state, on, note, facts });
    const data = step === 'created' ? { kind: body.kind } : { to: body.state };
    await this.events.record({ type: `body.${step}`, subject: body.id, data: { ...data, move } });
  }

  private async checkReferences(body: Body): Promise<void> {
    for (const id of [body.partnerId, ...body.alsoWith])
      await this.db.one(Organisation, id).catch((error: unknown) => {
        throw error instanceof NotFound ? new UnknownPartner() : error;
      });
    if (body.parentId)
      allow((await this.db.one(Body, body.parentId)).kind === 'commission' && body.parentId !== body.id);
  }

  private async seatsOn(bodyId: string, day: Temporal.PlainDate): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `select id from seat where institution_id = $1 and body_id = $2 and side = 'ours' and capacity <> 'secretary'
          and starts_on <= $3 and (ends_on is null or ends_on >= $3) order by id`,
      [Current.institutionId, bodyId, day],
    );
    return rows.map(({ id }) => id);
  }

  private async proposerOf(id: string): Promise<string | null> {
    const [row] = await this.db.rows<{ actor_id: string | null }>(
      `select actor_id from event where institution_id = $1 and subject_id = $2 and type = 'body.proposal' order by occurred_at desc, id desc limit 1`,
      [Current.institutionId, id],
    );
    return row?.actor_id ?? null;
  }
}
