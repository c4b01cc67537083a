import { Injectable } from '@nestjs/common';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import type { Conflict } from './conflict.rules.js';
import { ConflictsQueries } from './conflicts.queries.js';
import { nextFreeStart } from './free-time.rules.js';
import { inputOf } from './item-values.rules.js';
import { type ItemRow, ProgrammeQueries } from './programme.queries.js';
import { ProgrammeService, type Saved } from './programme.service.js';

export interface WaysOut {
  /** Interpreters of the same languages who are free then. */
  free: { insteadOf: string; id: string; name: string; pair: string }[];
  /** The next time of that day at which nothing stands in the way. */
  nextStart: Temporal.PlainDateTime | null;
}

/** What can be done about a conflict, the likeliest first. */
@Injectable()
export class WaysOutService {
  constructor(
    private readonly db: Db,
    private readonly conflicts: ConflictsQueries,
    private readonly programme: ProgrammeQueries,
    private readonly service: ProgrammeService,
  ) {}

  async of(line: ItemRow, conflicts: readonly Conflict[]): Promise<WaysOut> {
    if (conflicts.length === 0 || line.cancelled) return { free: [], nextStart: null };
    const free: WaysOut['free'] = [];
    for (const { id, pair } of line.interpreters.slice(0, 3)) {
      if (!conflicts.some((conflict) => conflict.resourceKind === 'interpreter' && conflict.resourceId === id))
        continue;
      const others = await this.conflicts.freeInterpreters(pair, line.starts_at, line.ends_at);
      free.push(
        ...others
          .filter((other) => line.interpreters.every((one) => one.id !== other.id))
          .slice(0, 2)
          .map((other) => ({ ...other, insteadOf: id, pair })),
      );
    }
    const day = line.starts_at.toZonedDateTimeISO(line.start_zone).startOfDay();
    const around = await this.conflicts.around({
      itemId: line.id,
      startsAt: day.toInstant(),
      endsAt: day.add({ days: 1 }).toInstant(),
      venueId: line.venue_id,
      resources: resourcesOf(line),
    });
    const next = nextFreeStart(
      { startsAt: line.starts_at, endsAt: line.ends_at, venueId: line.venue_id },
      around,
      await this.conflicts.levels(),
      line.start_zone,
    );
    return { free, nextStart: next?.toPlainDateTime() ?? null };
  }

  /** What would stand in the way of a line at another time, before it is moved there. */
  async conflictsAt(line: ItemRow, start: Temporal.PlainDateTime): Promise<Conflict[]> {
    const startsAt = start.toZonedDateTime(line.start_zone).toInstant();
    const endsAt = start.add(line.starts_at_local.until(line.ends_at_local)).toZonedDateTime(line.end_zone).toInstant();
    if (Temporal.Instant.compare(endsAt, startsAt) <= 0) return [];
    return this.conflicts.of({
      itemId: line.id,
      startsAt,
      endsAt,
      venueId: line.venue_id,
      resources: resourcesOf(line),
      tentative: line.pre_booked,
      line: {
        activityId: line.activity_id,
        itemId: line.id,
        type: line.type,
        from: start,
        until: start.add(line.starts_at_local.until(line.ends_at_local)),
        minutes: startsAt.until(endsAt).total('minutes'),
        venueId: line.venue_id,
        layout: line.layout,
        menu: line.menu,
        people: line.participants.map(({ person_id, side }) => ({ id: person_id, side })),
        interpreters: line.interpreters,
        vehicles: line.vehicles.map(({ id }) => id),
      },
    });
  }

  /** Asks another interpreter in one's place; everything else of the line stays. @throws NotFound, ChangedMeanwhile, ConflictRefused */
  swapInterpreter(itemId: string, from: string, to: string, version?: number): Promise<Saved> {
    return this.db.transaction(async () => {
      const row = await this.programme.item(itemId);
      if (!row?.interpreters.some(({ id }) => id === from)) throw new NotFound();
      const input = inputOf(row);
      const interpreters = input.interpreters.map((one) =>
        one.interpreterId === from ? { ...one, interpreterId: to } : one,
      );
      return this.service.change(itemId, { ...input, interpreters }, version ?? row.version);
    });
  }
}

function resourcesOf(line: ItemRow) {
  const people = new Set(line.participants.map(({ person_id }) => person_id));
  return [
    ...line.participants.map(({ person_id }) => ({ kind: 'person' as const, id: person_id })),
    ...line.interpreters
      .filter(({ person_id }) => !people.has(person_id))
      .map(({ person_id }) => ({ kind: 'person' as const, id: person_id, interprets: true })),
    ...line.interpreters.map(({ id }) => ({ kind: 'interpreter' as const, id })),
    ...line.vehicles.map(({ id }) => ({ kind: 'vehicle' as const, id })),
    ...(line.venue_id ? [{ kind: 'venue' as const, id: line.venue_id }] : []),
  ];
}
