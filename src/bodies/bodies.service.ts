import { Injectable } from '@nestjs/common';
import { Organisation } from '../directory/organisation.entity.js';
import { Person } from '../directory/person.entity.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Body, type BodyFacts } from './body.entity.js';
import {
  BodyIsOver,
  ChairIsTaken,
  OwnProposal,
  SeatEndsBeforeItBegins,
  SeatTaken,
  UnknownPartner,
  UnknownPerson,
} from './body.errors.js';
import { mayTake, mayWriteBody } from './body.rules.js';
import type { BodyKind } from './body.states.js';
import { Seat } from './seat.entity.js';

export type NewBody = Partial<BodyFacts> & Pick<BodyFacts, 'name' | 'partnerId'> & { id?: string; kind: BodyKind };

export interface NewSeat {
  id?: string;
  bodyId: string;
  personId: string;
  kind?: Seat['kind'];
  capacity?: Seat['capacity'];
  startsOn: Temporal.PlainDate;
  endsOn?: Temporal.PlainDate | null;
}

/** What is done to bodies. Without an actor (seed, job) no role is asked for. */
@Injectable()
export class BodiesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  async get(id: string): Promise<Body> {
    return this.db.read(() => this.db.one(Body, id));
  }

  /** Puts a body into the first state of its kind. @returns the id; the one given, where one is given. @throws UnknownPartner */
  async create({ id, kind, ...facts }: NewBody): Promise<string> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayWriteBody(Current.actor, null));
      const body = Body.begin(kind);
      if (id) body.id = id;
      body.describe(facts);
      await this.checkPartner(body.partnerId);
      await this.db.repo(Body).insert(body);
      await this.events.record({ type: 'body.created', subject: body.id, data: { kind } });
      return body.id;
    });
  }

  /** @throws NotFound, BodyIsOver, UnknownPartner, and what `check` throws */
  async update(id: string, facts: Partial<BodyFacts>, check?: (found: number) => void): Promise<Body> {
    return this.db.transaction(async () => {
      const body = await this.writable(id);
      check?.(body.version);
      body.describe(facts);
      await this.checkPartner(body.partnerId);
      await this.db.repo(Body).save(body);
      await this.events.record({ type: 'body.updated', subject: id, data: { fields: Object.keys(facts) } });
      return body;
    });
  }

  /**
   * Takes a step of the kind's lifecycle, today where `on` says no other day.
   * @throws NotFound where the actor's roles may not take it, StepNotPossible, OwnProposal
   */
  async take(id: string, name: string, on: Temporal.PlainDate = this.today()): Promise<Body> {
    return this.db.transaction(async () => {
      const body = await this.locked(id);
      const step = body.step(name);
      const actor = Current.maybeActor;
      if (actor) allow(mayTake(actor, step, id));
      if (step.notByProposer && actor && (await this.proposerOf(id)) === actor.accountId) throw new OwnProposal();
      body.take(step, on);
      await this.db.repo(Body).save(body);
      await this.events.record({ type: `body.${step.name}`, subject: id, data: { to: step.to } });
      return body;
    });
  }

  /** Gives a person a place. @returns the id. @throws BodyIsOver, UnknownPerson, SeatTaken, ChairIsTaken, SeatEndsBeforeItBegins */
  async addSeat({ id, ...facts }: NewSeat): Promise<string> {
    return this.db.transaction(async () => {
      const body = await this.writable(facts.bodyId);
      await this.db.one(Person, facts.personId).catch((error: unknown) => {
        throw error instanceof NotFound ? new UnknownPerson() : error;
      });
      const seat = new Seat();
      if (id) seat.id = id;
      Object.assign(seat, facts);
      if (seat.endsOn && Temporal.PlainDate.compare(seat.endsOn, seat.startsOn) < 0) throw new SeatEndsBeforeItBegins();
      await this.checkPlace(body, seat);
      await this.db.repo(Seat).insert(seat);
      await this.events.record({
        type: 'body.seat_given',
        subject: body.id,
        data: { seat: seat.id, person: seat.personId, capacity: seat.capacity },
      });
      return seat.id;
    });
  }

  /** Ends a seat; `on` is its last day. @throws NotFound, SeatAlreadyEnded, SeatEndsBeforeItBegins */
  async endSeat(bodyId: string, id: string, on: Temporal.PlainDate): Promise<void> {
    await this.db.transaction(async () => {
      await this.writable(bodyId);
      const seat = await this.db.one(Seat, id);
      allow(seat.bodyId === bodyId);
      seat.end(on);
      await this.db.repo(Seat).save(seat);
      await this.events.record({ type: 'body.seat_ended', subject: bodyId, data: { seat: id, person: seat.personId } });
    });
  }

  // A body is locked while its seats change, so that two at once cannot both give the chair away.
  private async locked(id: string): Promise<Body> {
    await this.db.rows('select id from body where institution_id = $1 and id::text = $2 for update', [
      Current.institutionId,
      id,
    ]);
    return this.db.one(Body, id);
  }

  private async writable(id: string): Promise<Body> {
    const body = await this.locked(id);
    if (Current.maybeActor) allow(mayWriteBody(Current.actor, id));
    if (body.isOver) throw new BodyIsOver();
    return body;
  }

  private async checkPartner(id: string): Promise<void> {
    await this.db.one(Organisation, id).catch((error: unknown) => {
      throw error instanceof NotFound ? new UnknownPartner() : error;
    });
  }

  private async checkPlace(body: Body, seat: Seat): Promise<void> {
    const beside = await this.db.rows<{ person_id: string; capacity: string }>(
      `select person_id, capacity from seat where institution_id = $1 and body_id = $2
         and starts_on <= $4::date and (ends_on is null or ends_on >= $3::date)`,
      [Current.institutionId, body.id, seat.startsOn, seat.endsOn ?? '9999-12-31'],
    );
    if (beside.some((one) => one.person_id === seat.personId)) throw new SeatTaken();
    // A commission has a co-chair of either side; everything else one chair.
    if (seat.capacity === 'chair' && beside.some((one) => one.capacity === 'chair')) throw new ChairIsTaken();
  }

  private async proposerOf(id: string): Promise<string | null> {
    const [row] = await this.db.rows<{ actor_id: string | null }>(
      `select actor_id from event where institution_id = $1 and subject_id = $2 and type = 'body.proposal' order by occurred_at desc limit 1`,
      [Current.institutionId, id],
    );
    return row?.actor_id ?? null;
  }

  private today(): Temporal.PlainDate {
    return Temporal.Now.plainDateISO(Current.institution.timeZone);
  }
}
