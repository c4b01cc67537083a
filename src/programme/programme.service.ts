import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { type Conflict, fingerprint } from './conflicts/conflict.rules.js';
import { conflictSentences } from './conflicts/conflict.sentences.js';
import { ActivityConflictsQueries } from './conflicts/activity-conflicts.queries.js';
import { ConflictsQueries } from './conflicts/conflicts.queries.js';
import { mayBeKept } from './conflicts/kept-conflicts.rules.js';
import { OccupancyService, type Taken, takenFrom } from './conflicts/occupancy.service.js';
import { type Audience, type Execution, type ItemType, ProgrammeItem } from './programme-item.entity.js';
import {
  ConflictRefused,
  KeepNeedsReason,
  NotToBeKept,
  ProgrammeClosed,
  UnknownReference,
} from './programme.errors.js';

/** A line as it is typed. Times are wall times in their zones. */
export interface ItemInput {
  type: ItemType;
  title: LocalizedText;
  start: Temporal.PlainDateTime;
  startZone: string;
  end: Temporal.PlainDateTime;
  endZone: string;
  venueId: string | null;
  participants: { personId: string; side: 'host' | 'guest'; role?: string | null }[];
  interpreters: { interpreterId: string; pair: string; mode?: 'consecutive' | 'simultaneous' | 'whispered' }[];
  vehicles: string[];
  audiences: Audience[];
  track: string | null;
  confidential: boolean;
  dress: string | null;
  menu: string | null;
  flags: string | null;
  gift: string | null;
  press: string | null;
  talkingPoints: string | null;
  internalNote: string | null;
  responsible: string | null;
  /** A day without clock times: from midnight to midnight of `start` and `end`. */
  allDay?: boolean;
  layout?: string | null;
  seating?: string | null;
  /** Room and cars are held, not booked. */
  preBooked?: boolean;
}

export interface Saved {
  item: ProgrammeItem;
  /** What it clashes with now, to be shown in words. */
  conflicts: Conflict[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Planning a programme line by line. Every verb is one unit of work, and no two can take the same person unseen. */
@Injectable()
export class ProgrammeService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly conflicts: ConflictsQueries,
    private readonly ofActivity: ActivityConflictsQueries,
    private readonly occupancy: OccupancyService,
  ) {}

  /**
   * Places a new line. @returns the line with its conflicts
   * @throws ConflictRefused where the institution refuses such conflicts; EndsBeforeStart, TooLong, UnknownReference, ProgrammeClosed, NotFound
   */
  place(activityId: string, input: ItemInput, key: { id?: string; sourceKey?: string } = {}): Promise<Saved> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const item = new ProgrammeItem();
      if (key.id) item.id = key.id;
      Object.assign(item, {
        activityId,
        sourceKey: key.sourceKey ?? null,
        cancelled: false,
        execution: null,
        executionNote: null,
        keptReason: null,
      });
      return this.save(item, input, 'programme.item_placed');
    });
  }

  /** Changes a line as a whole. @param version what the editor saw; ChangedMeanwhile where another saved since */
  change(itemId: string, input: ItemInput, version?: number): Promise<Saved> {
    return this.db.transaction(async () => {
      const item = await this.itemToPlan(itemId, version);
      return this.save(item, input, 'programme.item_changed');
    });
  }

  /** Moves a line to another time and, if given, another length; people and things stay. */
  move(itemId: string, start: Temporal.PlainDateTime, end?: Temporal.PlainDateTime, version?: number): Promise<Saved> {
    return this.db.transaction(async () => {
      const item = await this.itemToPlan(itemId, version);
      const lasts = item.startsAtLocal.until(item.endsAtLocal);
      item.schedule(start, item.startZone, end ?? start.add(lasts), item.endZone);
      item.forgetKept();
      return this.store(item, await this.occupancy.takenBy(item), 'programme.item_moved');
    });
  }

  /** Moves a line and lets every later line of its day follow by as much. @returns the lines that moved */
  async moveWithFollowers(itemId: string, start: Temporal.PlainDateTime, version?: number): Promise<Saved[]> {
    return this.db.transaction(async () => {
      await this.lockFrom(itemId);
      const item = await this.itemToPlan(itemId, version);
      const by = item.startsAtLocal.until(start);
      const later = await this.db
        .repo(ProgrammeItem)
        .createQueryBuilder('i')
        .where(
          'i.institution_id = :institution and i.activity_id = :activity and i.starts_at >= :start and i.id <> :id',
          {
            institution: Current.institutionId,
            activity: item.activityId,
            start: item.startsAt.toString(),
            id: item.id,
          },
        )
        .getMany();
      const followers = later.filter((one) => one.startsAtLocal.toPlainDate().equals(item.startsAtLocal.toPlainDate()));
      const saved: Saved[] = [];
      // The last goes first where they go later: no line may meet its neighbour's old place on the way.
      const inOrder = [item, ...followers].toSorted(
        (a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) * -(by.sign || 1),
      );
      for (const one of inOrder) {
        one.shift(by);
        saved.push(await this.store(one, await this.occupancy.takenBy(one), 'programme.item_moved'));
      }
      return saved;
    });
  }

  /** Cancels a line: it stays on the plan and in calendars, struck through, and frees its people. */
  cancel(itemId: string): Promise<Saved> {
    return this.db.transaction(async () => {
      const item = await this.itemToPlan(itemId);
      item.cancel();
      return this.store(item, await this.occupancy.takenBy(item), 'programme.item_cancelled');
    });
  }

  restore(itemId: string): Promise<Saved> {
    return this.db.transaction(async () => {
      const item = await this.itemToPlan(itemId);
      item.restore();
      return this.store(item, await this.occupancy.takenBy(item), 'programme.item_restored');
    });
  }

  /** Keeps a line in spite of conflicts that warn, with the reason. @throws KeepNeedsReason, NotToBeKept where all of them hold up the release */
  keep(itemId: string, reason: string): Promise<void> {
    return this.db.transaction(async () => {
      const item = await this.itemToPlan(itemId);
      if (!reason.trim()) throw new KeepNeedsReason();
      const found = (await this.ofActivity.unnamed(item.activityId)).get(itemId) ?? [];
      const answered = found.filter(mayBeKept);
      if (found.length > 0 && answered.length === 0) throw new NotToBeKept();
      item.keepDespiteConflict(reason, answered.map(fingerprint));
      await this.db.repo(ProgrammeItem).save(item);
      await this.events.record({ type: 'programme.conflict_kept', subject: itemId, activityId: item.activityId });
    });
  }

  /** Notes how a line went: the report is prefilled from it. */
  carryOut(itemId: string, execution: Execution, note: string | null): Promise<void> {
    return this.db.transaction(async () => {
      const item = await this.itemToPlan(itemId);
      item.carryOut(execution, note);
      const taken = await this.occupancy.takenBy(item);
      await this.occupancy.lock(taken);
      await this.db.repo(ProgrammeItem).save(item);
      await this.occupancy.write(item, taken);
      await this.events.record({
        type: 'programme.item_carried_out',
        subject: itemId,
        activityId: item.activityId,
        data: { execution },
      });
    });
  }

  private async save(item: ProgrammeItem, input: ItemInput, event: string): Promise<Saved> {
    const { start, startZone, end, endZone, participants, interpreters, vehicles, ...rest } = input;
    const isNew = item.createdAt === undefined;
    const hasMoved =
      isNew || item.startsAtLocal.toString() !== start.toString() || item.endsAtLocal.toString() !== end.toString();
    if (hasMoved) item.forgetKept();
    item.schedule(start, startZone, end, endZone);
    Object.assign(item, rest);
    const taken = await this.occupancy.withInterpreters(takenFrom(input));
    return this.references(async () => {
      if (isNew) await this.db.repo(ProgrammeItem).insert(item);
      await this.occupancy.attach(item.id, { participants, interpreters, vehicles });
      return this.store(item, taken, event);
    });
  }

  private async store(item: ProgrammeItem, taken: readonly Taken[], event: string): Promise<Saved> {
    await this.occupancy.lock(taken);
    const conflicts = item.cancelled || item.allDay ? [] : await this.conflicts.ofStored(item, taken);
    const refused = conflicts.filter((conflict) => conflict.level === 'refuse');
    if (refused.length > 0) throw new ConflictRefused(conflictSentences(refused, item.startZone));
    const version = item.version;
    await this.db.repo(ProgrammeItem).save(item);
    if (item.version === version) await this.countUp(item);
    await this.occupancy.write(item, taken);
    await this.events.record({ type: event, subject: item.id, activityId: item.activityId });
    return { item, conflicts };
  }

  /** Who takes part is kept beside the line: a change of it alone must be seen by the other editor as well. */
  private async countUp(item: ProgrammeItem): Promise<void> {
    const [row] = await this.db.rows<{ version: number }>(
      'update programme_item set version = version + 1, updated_at = now() where institution_id = $1 and id = $2 returning version',
      [Current.institutionId, item.id],
    );
    item.version = row?.version ?? item.version;
  }

  /** Locks a line and what may follow it, so that they move without waiting for one another's editors in between. */
  private async lockFrom(itemId: string): Promise<void> {
    if (!UUID.test(itemId)) throw new NotFound();
    const rows = await this.db.rows<{ id: string }>(
      `select t.id from programme_item i join programme_item t on t.institution_id = $1 and t.activity_id = i.activity_id
          and t.starts_at >= i.starts_at and t.starts_at < i.starts_at + interval '1 day'
        where i.institution_id = $1 and i.id = $2`,
      [Current.institutionId, itemId],
    );
    await this.occupancy.lockLines(rows.map(({ id }) => id));
  }

  private async itemToPlan(itemId: string, version?: number): Promise<ProgrammeItem> {
    if (!UUID.test(itemId)) throw new NotFound();
    // Two who save the same line wait for each other: the second sees the version of the first.
    await this.db.rows('select id from programme_item where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      itemId,
    ]);
    const item = await this.db.one(ProgrammeItem, itemId);
    await this.allowPlanning(item.activityId);
    if (version !== undefined && version !== item.version) throw new ChangedMeanwhile();
    return item;
  }

  private async allowPlanning(activityId: string): Promise<void> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
    if (!isOpen(activity)) throw new ProgrammeClosed();
  }

  /** A foreign key that does not hold names a person, venue, vehicle or interpreter that is not here. */
  private async references<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const cause = (error as { driverError?: { code?: string; constraint?: string } }).driverError;
      if (cause?.code !== '23503') throw error;
      const field = ['person', 'venue', 'vehicle', 'interpreter'].find((name) => cause.constraint?.includes(name));
      throw new UnknownReference(field === 'person' ? 'participants' : (field ?? 'id'));
    }
  }
}
