import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { requireOpen } from '../activities/lifecycle.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import { type Facts, LogisticsEntry } from './logistics-entry.entity.js';
import { logisticsKind, type LogisticsKindName } from './logistics-kinds.rules.js';
import { NobodyNamed, RoomTooSmall } from './logistics.errors.js';
import type { EntryInput } from './logistics.forms.js';
import { mayOpenSealed, mayWriteKind } from './logistics.rules.js';
import { LOGISTICS_STATES } from './logistics.states.js';
import { MemberTravelLines } from './member-travel-lines.service.js';

const BEDS: Record<string, number> = { single: 1, double: 2, twin: 2 };

/** Arrivals, rooms, papers, badges and honours: entered, changed, brought on, taken away. */
@Injectable()
export class LogisticsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly secrets: SecretsService,
    private readonly activities: ActivitiesService,
    private readonly lines: MemberTravelLines,
  ) {}

  /** @returns the entry's id @throws NobodyNamed, RoomTooSmall, DaysReversed, ActivityClosed, NotFound for who may not */
  enter(activityId: string, kind: LogisticsKindName, input: EntryInput): Promise<string> {
    return this.db.transaction(async () => {
      await this.writable(activityId, kind);
      const entry = new LogisticsEntry();
      Object.assign(entry, { activityId, kind, state: LOGISTICS_STATES[kind].initial, sealed: null, reason: null });
      await this.write(entry, input);
      await this.db.repo(LogisticsEntry).insert(entry);
      await this.name(entry, input.members);
      await this.note('entered', entry);
      return entry.id;
    });
  }

  /** @param seen version that the writer saw @throws as `enter`, ChangedMeanwhile */
  change(activityId: string, id: string, input: EntryInput, seen: number): Promise<void> {
    return this.db.transaction(async () => {
      const entry = await this.of(activityId, id);
      await this.writable(activityId, entry.kind);
      if (entry.version !== seen) throw new ChangedMeanwhile();
      await this.write(entry, input);
      // The version rises also where only the people changed.
      entry.updatedAt = Temporal.Now.instant();
      await this.db.repo(LogisticsEntry).save(entry);
      await this.name(entry, input.members);
      await this.note('changed', entry);
    });
  }

  /** Takes a step of its states. @throws StepNotPossible, ReasonNeeded, ActivityClosed, NotFound */
  take(activityId: string, id: string, to: string, reason: string | null): Promise<void> {
    return this.db.transaction(async () => {
      const entry = await this.of(activityId, id);
      const activity = await this.activities.get(activityId);
      requireOpen(activity);
      entry.take(to, reason, Current.maybeActor, activity);
      await this.db.repo(LogisticsEntry).save(entry);
      await this.lines.write(entry.kind, await this.membersOf(id));
      await this.events.record({
        type: 'logistics.state_taken',
        subject: id,
        activityId,
        // The words of a state are chosen by its name, where a hyphen cannot stand.
        data: { kind: entry.kind, to: to.replaceAll('-', '_') },
      });
    });
  }

  /** @throws ActivityClosed, NotFound */
  remove(activityId: string, id: string): Promise<void> {
    return this.db.transaction(async () => {
      const entry = await this.of(activityId, id);
      await this.writable(activityId, entry.kind);
      const members = await this.membersOf(id);
      await this.db.repo(LogisticsEntry).delete({ institutionId: Current.institutionId, id });
      await this.lines.write(entry.kind, members);
      await this.note('removed', entry);
    });
  }

  /** What is sealed of an entry; the reading is recorded. @throws NotFound for who does not keep the kind */
  open(activityId: string, id: string): Promise<Facts> {
    return this.db.transaction(async () => {
      const entry = await this.of(activityId, id);
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayOpenSealed(Current.actor, logisticsKind(entry.kind), activity));
      if (!entry.sealed) throw new NotFound();
      await this.events.record({
        type: 'logistics.restricted_read',
        subject: id,
        activityId,
        data: { kind: entry.kind },
      });
      return this.opened(entry);
    });
  }

  private async write(entry: LogisticsEntry, input: EntryInput): Promise<void> {
    const { about, fields } = logisticsKind(entry.kind);
    if (about === 'members' && input.members.length === 0) throw new NobodyNamed();
    const beds = entry.kind === 'room' && BEDS[String(input.facts['roomType'])];
    if (beds && input.members.length > beds) throw new RoomTooSmall(beds);
    entry.atLocal = input.at;
    entry.setDays(input.from, input.to);
    entry.note = input.note;
    const secret = new Set(fields.filter(({ sealed }) => sealed).map(({ name }) => name));
    const given = Object.entries(input.facts);
    entry.facts = Object.fromEntries(given.filter(([name]) => !secret.has(name)));
    const told = Object.fromEntries(given.filter(([name]) => secret.has(name)));
    // The form does not show what is sealed: what is left empty there stays as it is.
    if (Object.keys(told).length > 0)
      entry.sealed = await this.secrets.seal(
        placeOf(entry.id),
        JSON.stringify({ ...(await this.opened(entry)), ...told }),
      );
  }

  private async opened(entry: LogisticsEntry): Promise<Facts> {
    return entry.sealed ? (JSON.parse(await this.secrets.open(placeOf(entry.id), entry.sealed)) as Facts) : {};
  }

  /** Names the people of an entry, and nobody of another activity. */
  private async name(entry: LogisticsEntry, members: readonly string[]): Promise<void> {
    const before = await this.membersOf(entry.id);
    await this.db.rows('delete from logistics_member where institution_id = $1 and entry_id = $2', [
      Current.institutionId,
      entry.id,
    ]);
    const named = await this.db.rows(
      `insert into logistics_member (institution_id, entry_id, member_id)
       select institution_id, $2, id from delegation_member
        where institution_id = $1 and activity_id = $3 and id = any ($4::uuid[]) returning member_id`,
      [Current.institutionId, entry.id, entry.activityId, [...members]],
    );
    if (named.length !== new Set(members).size) throw new NobodyNamed();
    await this.lines.write(entry.kind, [...before, ...members]);
  }

  private async membersOf(entryId: string): Promise<string[]> {
    const rows = await this.db.rows<{ member_id: string }>(
      'select member_id from logistics_member where institution_id = $1 and entry_id = $2',
      [Current.institutionId, entryId],
    );
    return rows.map(({ member_id }) => member_id);
  }

  private async of(activityId: string, id: string): Promise<LogisticsEntry> {
    const entry = await this.db.one(LogisticsEntry, id);
    if (entry.activityId !== activityId) throw new NotFound();
    return entry;
  }

  private async writable(activityId: string, kind: LogisticsKindName): Promise<Activity> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) {
      allow(mayWriteKind(Current.actor, logisticsKind(kind), activity));
      requireOpen(activity);
    }
    return activity;
  }

  private async note(what: 'entered' | 'changed' | 'removed', entry: LogisticsEntry): Promise<void> {
    await this.events.record({
      type: `logistics.${what}`,
      subject: entry.id,
      activityId: entry.activityId,
      data: { kind: entry.kind },
    });
  }
}

/** Bound to its place: what is sealed for one entry opens nowhere else. */
const placeOf = (id: string) => ({ table: 'logistics_entry', column: 'sealed', row: id });
