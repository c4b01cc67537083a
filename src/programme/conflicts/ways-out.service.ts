import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import type { Conflict } from './conflict.rules.js';
import { ConflictLevelsQueries } from './conflict-levels.queries.js';
import { ConflictsQueries } from './conflicts.queries.js';
import { isOnTheWay } from './kinds/presence.rules.js';
import { nextFreeStart } from '../find-time/free-time.rules.js';
import { inputOf } from '../item-values.rules.js';
import { type ItemRow, ProgrammeQueries } from '../programme.queries.js';
import { SubstitutesQueries, type WaitingRow } from './substitutes.queries.js';
import type { LocalizedText } from '../../platform/current.js';
import { ItemEditsService } from '../item-edits.service.js';
import type { Saved } from '../programme.service.js';

export interface WaysOut {
  /** Interpreters of the same languages who are free then. */
  free: { insteadOf: string; id: string; name: string; pair: string }[];
  /** The next time of that day at which nothing stands in the way. */
  nextStart: Temporal.PlainDateTime | null;
  /** Who is entitled to stand in for somebody who is taken, and is free. */
  substitutes: { insteadOf: string; whom: string; id: string; name: string }[];
  /** Other rooms that are free and hold everybody. */
  rooms: { id: string; name: LocalizedText }[];
  /** Who asked to be replaced here. */
  waiting: WaitingRow[];
  /** The last edit can still be taken back. */
  earlier: boolean;
}

export const NO_WAYS: WaysOut = { free: [], nextStart: null, substitutes: [], rooms: [], waiting: [], earlier: false };
const ABOUT_PEOPLE = ['overlap', 'unavailable', 'mandate', 'both-roles', 'arrives', 'leaves'];
/** What another hour would not change. */
const AT_ANY_HOUR = [
  'capacity',
  'seats',
  'greeter',
  'diet',
  'language',
  'pair',
  'mandate',
  'holiday',
  'sitting',
  'both-roles',
];
const ABOUT_ROOMS = ['overlap', 'unavailable', 'capacity', 'closed'];

/** What can be done about a conflict, the likeliest first. */
@Injectable()
export class WaysOutService {
  constructor(
    private readonly db: Db,
    private readonly conflicts: ConflictsQueries,
    private readonly levels: ConflictLevelsQueries,
    private readonly programme: ProgrammeQueries,
    private readonly edits: ItemEditsService,
    private readonly substitutes: SubstitutesQueries,
  ) {}

  async of(line: ItemRow, conflicts: readonly Conflict[]): Promise<WaysOut> {
    if (line.cancelled) return NO_WAYS;
    const waiting = await this.substitutes.waiting(line.id);
    const earlier = await this.edits.mayTakeBack(line.id, line.version);
    if (conflicts.length === 0) return { ...NO_WAYS, waiting, earlier };
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
    const today = { from: day.toInstant(), until: day.add({ days: 1 }).toInstant() };
    const around = await this.conflicts.around({
      itemId: line.id,
      startsAt: today.from,
      endsAt: today.until,
      venueId: line.venue_id,
      resources: resourcesOf(line),
    });
    const next = conflicts.every(({ kind }) => AT_ANY_HOUR.includes(kind))
      ? null
      : nextFreeStart(
          { startsAt: line.starts_at, endsAt: line.ends_at, venueId: line.venue_id },
          around,
          await this.levels.current(),
          line.start_zone,
          isOnTheWay(line.type)
            ? []
            : await this.conflicts.absences(
                line.activity_id,
                line.participants.map(({ person_id }) => person_id),
                today,
              ),
        );
    return {
      free,
      nextStart: next?.toPlainDateTime() ?? null,
      substitutes: await this.standIns(line, conflicts),
      rooms: conflicts.some(({ kind, resourceKind }) => resourceKind === 'venue' && ABOUT_ROOMS.includes(kind))
        ? await this.substitutes.rooms(line, line.participants.length)
        : [],
      waiting,
      earlier,
    };
  }

  private async standIns(line: ItemRow, conflicts: readonly Conflict[]): Promise<WaysOut['substitutes']> {
    const found: WaysOut['substitutes'] = [];
    const taken = conflicts.filter(
      ({ kind, resourceKind }) => resourceKind === 'person' && ABOUT_PEOPLE.includes(kind),
    );
    for (const { resourceId, resourceName } of taken.slice(0, 2)) {
      if (line.participants.every(({ person_id }) => person_id !== resourceId)) continue;
      const entitled = await this.substitutes.of(line, resourceId);
      found.push(...entitled.slice(0, 2).map((one) => ({ ...one, insteadOf: resourceId, whom: resourceName })));
    }
    return found;
  }

  /** Holds a line in another room; everything else of it stays. @throws NotFound, ChangedMeanwhile, ConflictRefused */
  changeRoom(itemId: string, venueId: string, version?: number): Promise<Saved> {
    return this.db.transaction(async () => {
      const row = await this.programme.item(itemId);
      if (!row) throw new NotFound();
      return this.edits.change(itemId, { ...inputOf(row), venueId, layout: null }, version ?? row.version);
    });
  }

  /** What would stand in the way of a line at another time, before it is moved there. */
  async conflictsAt(
    line: ItemRow,
    start: Temporal.PlainDateTime,
    end: Temporal.PlainDateTime = start.add(line.starts_at_local.until(line.ends_at_local)),
  ): Promise<Conflict[]> {
    const startsAt = start.toZonedDateTime(line.start_zone).toInstant();
    const endsAt = end.toZonedDateTime(line.end_zone).toInstant();
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
        until: end,
        startsAt,
        endsAt,
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
      return this.edits.change(itemId, { ...input, interpreters }, version ?? row.version);
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
