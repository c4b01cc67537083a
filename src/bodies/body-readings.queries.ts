import { Injectable } from '@nestjs/common';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { BodiesQueries, type BodyRow, type HistoryRow, type KinRow, type SeatRow } from './bodies.queries.js';
import { Body, type BodyFacts } from './body.entity.js';
import { BODY_LIFECYCLES } from './body.states.js';
import { CompositionService, type RuleCheck } from './composition/composition.service.js';
import { standing } from './course/course.rules.js';
import { BodyCourse, type MoveRow } from './course/course.service.js';
import { type MatterRow, MattersQueries } from './matters/matters.queries.js';

/** Everything that the page of a body shows, as it stands or as it stood. */
export interface BodyReading {
  body: Body;
  row: BodyRow;
  /** The day that it is read as of; null for today. */
  on: Temporal.PlainDate | null;
  today: Temporal.PlainDate;
  /** False on a day before its course began. */
  existed: boolean;
  seats: SeatRow[];
  also: { id: string; name: BodyRow['name']; country: string | null }[];
  moves: MoveRow[];
  checks: RuleCheck[];
  matters: MatterRow[];
  kin: KinRow[];
  history: HistoryRow[];
}

@Injectable()
export class BodyReadings {
  constructor(
    private readonly db: Db,
    private readonly queries: BodiesQueries,
    private readonly course: BodyCourse,
    private readonly composition: CompositionService,
    private readonly matters: MattersQueries,
  ) {}

  /** A fixed number of statements, whatever the body holds. @throws NotFound */
  of(id: string, on: Temporal.PlainDate | null): Promise<BodyReading> {
    return this.db.read(async () => {
      const body = await this.db.one(Body, id);
      const moves = await this.course.of(id);
      const then = on && standing(moves, on);
      if (on) this.putBack(body, on, then);
      const row = await this.queries.one(id);
      if (!row) throw new NotFound();
      const partner = on && (await this.queries.organisationNames([body.partnerId]))[0];
      const seats = await this.queries.seatsOf(id, on ?? undefined);
      const today = this.course.today();
      return {
        body,
        row: partner
          ? { ...row, ...facesOf(seats), partner: partner.name, country: partner.country, partner_id: partner.id }
          : row,
        on,
        today,
        existed: !on || then !== null,
        seats,
        also: await this.queries.organisationNames(body.alsoWith),
        moves: on ? moves.filter((move) => Temporal.PlainDate.compare(move.on_day, on) <= 0) : moves,
        checks: on && !then ? [] : await this.composition.check(body, on ?? today),
        matters: await this.matters.of(id, on ?? today),
        kin: await this.queries.kinOf(id),
        history: await this.queries.history(id, on ?? undefined),
      };
    });
  }

  async forStep(body: Body): Promise<{ checks: RuleCheck[]; today: Temporal.PlainDate }> {
    const today = this.course.today();
    return { checks: await this.composition.check(body, today), today };
  }

  // The entity was read inside a read-only unit and is never saved: it only lends its shape to what was then.
  private putBack(body: Body, on: Temporal.PlainDate, then: ReturnType<typeof standing>): void {
    if (then?.facts) Object.assign(body, then.facts as unknown as BodyFacts);
    // Before it was on record it stood where every body of its kind begins.
    body.state = then?.state ?? BODY_LIFECYCLES[body.kind].initial;
    for (const date of ['constitutedOn', 'dissolvedOn', 'archivedOn'] as const) {
      const day = body[date];
      if (day && Temporal.PlainDate.compare(day, on) > 0) body[date] = null;
    }
  }
}

function facesOf(seats: readonly SeatRow[]): Pick<BodyRow, 'seats' | 'chair'> {
  const chair = seats.find((seat) => seat.side === 'ours' && ['chair', 'co-chair'].includes(seat.capacity));
  return {
    seats: seats.filter((seat) => seat.side === 'ours' || seat.body_kind === 'commission').length,
    chair: chair ? [chair.given_name, chair.family_name].filter(Boolean).join(' ') : null,
  };
}
