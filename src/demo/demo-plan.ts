import { Activity } from '../activities/activity.entity.js';
import { DelegationsService } from '../activities/delegations.service.js';
import { Current } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import { ActivityConflictsQueries } from '../programme/conflicts/activity-conflicts.queries.js';
import { conflictSentence } from '../programme/conflicts/conflict.sentences.js';
import { EditionsService } from '../programme/editions/editions.service.js';
import { inputOf } from '../programme/item-values.rules.js';
import { NothingToRelease } from '../programme/programme.errors.js';
import type { Execution } from '../programme/programme-item.entity.js';
import { type ItemRow, ProgrammeQueries } from '../programme/programme.queries.js';
import { LEVEL_KEYS } from '../programme/conflicts/conflict-levels.rules.js';
import { ConflictLevelsService } from '../programme/conflicts/conflict-levels.service.js';
import { ProgrammeService } from '../programme/programme.service.js';
import { RequestedMeetingsService } from '../programme/requested-meetings.service.js';
import { ReceptionsService } from '../receptions/receptions.service.js';
import { inHouseLanguage } from '../seeding/directory-seeds.js';
import { ResourceSeeds } from '../seeding/resource-seeds.js';
import { ownId } from '../seeding/source-ids.js';
import type { Stage } from '../seeding/stage.js';
import { as, type Cast } from './demo-cast.js';
import type { DemoInput } from './demo-input.schema.js';
import { type DemoIds, flat, isSameLine, lineInput } from './demo-line.js';

export interface FoundConflict {
  line: string;
  words: string;
  kept: boolean;
}

/** The plan of the visit: kept in step with the file, whether it is played for the first time or again. */
export class DemoPlan {
  readonly activityId: string;
  private readonly ids: DemoIds;

  constructor(
    private readonly stage: Stage,
    private readonly input: DemoInput,
    private readonly cast: Cast,
  ) {
    this.ids = { people: cast.people, venues: new Map(), vehicles: new Map(), interpreters: new Map() };
    this.activityId = ownId(
      'demo-visit',
      cast.guestId,
      input.visit.title['en'] ?? Object.values(input.visit.title)[0]!,
    );
  }

  /** Proposes the visit; a visit that is there takes the file's dates and title. */
  async propose(): Promise<void> {
    const { visit, delegations } = this.input;
    const facts = {
      title: visit.title,
      startsOn: Temporal.PlainDate.from(visit.startsOn),
      endsOn: Temporal.PlainDate.from(visit.endsOn),
      timeZone: visit.timeZone,
      partnerTimeZone: delegations.guest.timeZone ?? null,
      city: visit.cities.map(inHouseLanguage).join(', '),
    };
    const more = {
      category: visit.category,
      basis: inHouseLanguage(visit.basis),
      purpose: inHouseLanguage(visit.purpose),
      topics: visit.requestedTopics.map(inHouseLanguage),
    };
    const receptions = this.stage.get(ReceptionsService);
    const known = await this.stage.db
      .repo(Activity)
      .findOneBy({ institutionId: Current.institutionId, id: this.activityId });
    if (!known) {
      // The demo shows whatever a file brings: its house is warned of every conflict, and releases all the same.
      await this.stage.get(ConflictLevelsService).set(Object.fromEntries(LEVEL_KEYS.map((key) => [key, 'warn'])));
      await as(this.cast.planner, () =>
        receptions.propose({
          id: this.activityId,
          partnerId: this.cast.guestId,
          sourceKey: `demo/${this.activityId}`,
          ...facts,
          ...more,
        }),
      );
      this.stage.made += 1;
    } else if (Object.entries(facts).some(([name, value]) => flat(known[name as 'title']) !== flat(value))) {
      await as(this.cast.planner, () => receptions.revise(this.activityId, { ...facts, ...more }));
    }
  }

  async delegations(): Promise<number> {
    const service = this.stage.get(DelegationsService);
    let count = 0;
    for (const side of ['host', 'guest'] as const) {
      const delegation = await service.open(
        this.activityId,
        side,
        side === 'host' ? this.cast.hostId : this.cast.guestId,
      );
      const rows = await this.stage.db.rows<{ person_id: string }>(
        'select person_id from delegation_member where institution_id = $1 and delegation_id = $2',
        [Current.institutionId, delegation.id],
      );
      const there = new Set(rows.map(({ person_id }) => person_id));
      for (const { key, role, post, party } of this.input.delegations[side].members) {
        const personId = this.cast.people.get(key)!;
        count += 1;
        if (there.has(personId)) continue;
        await as(this.cast.planner, () =>
          service.add(delegation.id, { personId, role, postLabel: post, party: party ? inHouseLanguage(party) : null }),
        );
      }
    }
    return count;
  }

  async resources(): Promise<number> {
    const seeds = new ResourceSeeds(this.stage);
    this.ids.venues = await seeds.venues(this.input.venues);
    this.ids.vehicles = await seeds.vehicles(this.input.vehicles);
    this.ids.interpreters = await seeds.interpreters(this.input.interpreters);
    return this.ids.venues.size + this.ids.vehicles.size + this.ids.interpreters.size;
  }

  async requests(): Promise<number> {
    const rows = await this.stage.db.rows<{ source_key: string | null }>(
      'select source_key from requested_meeting where institution_id = $1 and activity_id = $2',
      [Current.institutionId, this.activityId],
    );
    const there = new Set(rows.map(({ source_key }) => source_key));
    for (const { key, title, minutes, requestedBy, requestedOn } of this.input.requestedMeetings) {
      if (there.has(key)) continue;
      await as(this.cast.planner, () =>
        this.stage.get(RequestedMeetingsService).ask(this.activityId, {
          title: inHouseLanguage(title),
          minutes,
          askedBy: inHouseLanguage(requestedBy),
          askedOn: requestedOn ? Temporal.PlainDate.from(requestedOn) : null,
          note: null,
          sourceKey: key,
        }),
      );
    }
    return this.input.requestedMeetings.length;
  }

  /** Places what is new, changes what differs, cancels what the file no longer has. */
  async lines(): Promise<{ placed: number; changed: number; cancelled: number }> {
    const programme = this.stage.get(ProgrammeService);
    const rows = new Map((await this.rows()).map((row) => [row.source_key, row]));
    const done = { placed: 0, changed: 0, cancelled: 0 };
    for (const item of this.input.programme) {
      const wanted = lineInput(this.input, item, this.ids);
      const row = rows.get(item.key);
      rows.delete(item.key);
      if (row && isSameLine(inputOf(row), wanted)) continue;
      done[row ? 'changed' : 'placed'] += 1;
      await as(this.cast.planner, () =>
        row
          ? programme.change(row.id, wanted)
          : programme.place(this.activityId, wanted, { id: this.itemId(item.key), sourceKey: item.key }),
      );
    }
    for (const row of rows.values()) {
      if (row.cancelled || !row.source_key) continue;
      done.cancelled += 1;
      await as(this.cast.planner, () => programme.cancel(row.id));
    }
    return done;
  }

  /** Every conflict in words, once; lines that are taken twice are kept with the reason. */
  async conflicts(): Promise<FoundConflict[]> {
    const byItem = await this.stage.get(ActivityConflictsQueries).of(this.activityId);
    const rows = await this.rows();
    const found: FoundConflict[] = [];
    const told = new Set<string>();
    for (const row of rows) {
      const conflicts = byItem.get(row.id) ?? [];
      const blocks = conflicts.some(({ kind }) => ['overlap', 'both-roles', 'unavailable'].includes(kind));
      if (blocks && !row.kept_reason) {
        await as(this.cast.planner, () =>
          this.stage.get(ProgrammeService).keep(row.id, 'Kept as the input file has it.'),
        );
      }
      // People are in no order of their own.
      const inOrder = conflicts.toSorted((a, b) => a.resourceName.localeCompare(b.resourceName, 'en'));
      for (const conflict of inOrder) {
        const pair = [row.id, conflict.with?.itemId ?? ''].toSorted().join() + conflict.resourceId + conflict.kind;
        if (told.has(pair)) continue;
        told.add(pair);
        found.push({ line: localized(row.title), words: conflictSentence(conflict, row.start_zone), kept: blocks });
      }
    }
    return found;
  }

  /** Releases what changed since the last edition. @returns the edition that stands, and whether it is new */
  async release(): Promise<{ number: number; isNew: boolean }> {
    try {
      const { number } = await as(this.cast.planner, () => this.stage.get(EditionsService).release(this.activityId));
      return { number, isNew: true };
    } catch (error) {
      if (!(error instanceof NothingToRelease)) throw error;
      const last = await this.stage.get(ProgrammeQueries).latestEdition(this.activityId);
      return { number: last?.number ?? 0, isNew: false };
    }
  }

  /** Notes how each line went. */
  async carryOut(): Promise<number> {
    const rows = new Map((await this.rows()).map((row) => [row.source_key, row]));
    const lines = this.input.execution?.items ?? [];
    for (const { item, outcome, note } of lines) {
      const row = rows.get(item);
      const words = note ? inHouseLanguage(note) : null;
      if (!row || (row.execution === (outcome satisfies Execution) && row.execution_note === words)) continue;
      await as(this.cast.planner, () => this.stage.get(ProgrammeService).carryOut(row.id, outcome, words));
    }
    return lines.length;
  }

  itemId(key: string): string {
    return ownId('demo-item', this.activityId, key);
  }

  private rows(): Promise<ItemRow[]> {
    return this.stage.get(ProgrammeQueries).items(this.activityId);
  }
}
