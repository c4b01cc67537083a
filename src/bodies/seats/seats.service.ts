import { Injectable } from '@nestjs/common';
import { Person } from '../../directory/person.entity.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { BodiesService } from '../bodies.service.js';
import type { Body } from '../body.entity.js';
import {
  ChairIsTaken,
  CoChairIsTaken,
  ReplacesNobody,
  SeatEndsBeforeItBegins,
  SeatTaken,
  SubstituteForNobody,
  UnknownPerson,
} from '../body.errors.js';
import { CompositionService } from '../composition/composition.service.js';
import { BodyCourse } from '../course/course.service.js';
import { overlap } from '../course/course.rules.js';
import { Seat } from './seat.entity.js';

export interface NewSeat {
  id?: string;
  bodyId: string;
  personId: string;
  kind?: Seat['kind'];
  capacity?: Seat['capacity'];
  side?: Seat['side'];
  substituteFor?: string | null | undefined;
  replaces?: string | null | undefined;
  committees?: string[] | undefined;
  decision?: string | null | undefined;
  startsOn: Temporal.PlainDate;
  endsOn?: Temporal.PlainDate | null | undefined;
}

/** Places in a body: given, changed and ended under the body's lock, so that two at once cannot both give the chair away. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly bodies: BodiesService,
    private readonly composition: CompositionService,
    private readonly course: BodyCourse,
  ) {}

  /**
   * Gives a person a place. @returns the id
   * @throws BodyIsOver, UnknownPerson, SeatTaken, ChairIsTaken, CoChairIsTaken, SubstituteForNobody, ReplacesNobody,
   *   SeatEndsBeforeItBegins, CompositionBroken
   */
  async give({ id, ...facts }: NewSeat): Promise<string> {
    return this.db.transaction(async () => {
      const body = await this.bodies.writable(facts.bodyId);
      await this.db.one(Person, facts.personId).catch((error: unknown) => {
        throw error instanceof NotFound ? new UnknownPerson() : error;
      });
      const seat = new Seat();
      if (id) seat.id = id;
      for (const [name, value] of Object.entries(facts))
        if (value !== undefined) Object.assign(seat, { [name]: value });
      if (seat.endsOn && Temporal.PlainDate.compare(seat.endsOn, seat.startsOn) < 0) throw new SeatEndsBeforeItBegins();
      await this.checkPlace(body, seat);
      const before = await this.composition.check(body, seat.startsOn);
      await this.db.repo(Seat).insert(seat);
      this.composition.mustNotWorsen(before, await this.composition.check(body, seat.startsOn));
      await this.events.record({
        type: 'body.seat_given',
        subject: body.id,
        data: { seat: seat.id, person: seat.personId, capacity: seat.capacity, side: seat.side },
      });
      return seat.id;
    });
  }

  /** Ends a seat; `on` is its last day. @throws NotFound, SeatAlreadyEnded, SeatEndsBeforeItBegins */
  async end(bodyId: string, id: string, on: Temporal.PlainDate): Promise<void> {
    await this.db.transaction(async () => {
      await this.bodies.writable(bodyId);
      const seat = await this.db.one(Seat, id);
      allow(seat.bodyId === bodyId);
      seat.end(on);
      await this.db.repo(Seat).save(seat);
      await this.events.record({ type: 'body.seat_ended', subject: bodyId, data: { seat: id, person: seat.personId } });
    });
  }

  /** Writes down in which committees of the organisation somebody sits. @throws NotFound, BodyIsOver */
  async assign(bodyId: string, id: string, committees: string[]): Promise<void> {
    await this.db.transaction(async () => {
      await this.bodies.writable(bodyId);
      const seat = await this.db.one(Seat, id);
      allow(seat.bodyId === bodyId);
      const before = { committees: seat.committees };
      seat.committees = [...new Set(committees)];
      await this.db.repo(Seat).save(seat);
      const subject = { bodyId, subjectId: id, since: seat.startsOn };
      await this.course.recordFacts(subject, before, { committees: seat.committees });
      await this.events.record({ type: 'body.seat_assigned', subject: bodyId, data: { seat: id, committees } });
    });
  }

  /** Both of them in one unit of work. */
  async change(
    bodyId: string,
    id: string,
    { endsOn, committees }: { endsOn?: Temporal.PlainDate | undefined; committees?: string[] | undefined },
  ): Promise<void> {
    await this.db.transaction(async () => {
      await this.bodies.writable(bodyId);
      allow((await this.db.one(Seat, id)).bodyId === bodyId);
      if (committees) await this.assign(bodyId, id, committees);
      if (endsOn) await this.end(bodyId, id, endsOn);
    });
  }

  private async checkPlace(body: Body, seat: Seat): Promise<void> {
    const all = await this.db.repo(Seat).findBy({ institutionId: body.institutionId, bodyId: body.id });
    const beside = all.filter((one) => overlap(one, seat));
    if (beside.some((one) => one.personId === seat.personId)) throw new SeatTaken();
    const sameSide = beside.filter((one) => one.side === seat.side);
    if (seat.capacity === 'chair' && sameSide.some((one) => one.capacity === 'chair')) throw new ChairIsTaken();
    // A commission has one co-chair of either side.
    if (
      body.kind === 'commission' &&
      seat.capacity === 'co-chair' &&
      sameSide.some((one) => one.capacity === 'co-chair')
    )
      throw new CoChairIsTaken();
    if (seat.substituteFor) {
      const stoodInFor = beside.find((one) => one.id === seat.substituteFor);
      if (seat.kind !== 'substitute' || stoodInFor?.kind !== 'full') throw new SubstituteForNobody();
    }
    if (seat.replaces) {
      const left = all.find((one) => one.id === seat.replaces);
      if (!left?.endsOn || overlap(left, seat)) throw new ReplacesNobody();
    }
  }
}
