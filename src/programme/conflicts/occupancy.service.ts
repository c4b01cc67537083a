import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { In } from 'typeorm';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { ResourceKind } from './conflict.rules.js';
import { knownResources } from './known-resource.js';
import { ProgrammeItem } from '../programme-item.entity.js';

export interface Taken {
  kind: ResourceKind;
  id: string;
  /** The person is there to interpret. */
  interprets?: boolean;
}

/** People and things that a line names. */
interface NamedByLine {
  participants: { personId: string; side: 'host' | 'guest'; role?: string | null }[];
  interpreters: { interpreterId: string; pair: string; mode?: 'consecutive' | 'simultaneous' | 'whispered' }[];
  vehicles: string[];
}

type PlacedLine = NamedByLine & { venueId: string | null };

/**
 * Rows that say who and what is taken when: written with the line, under locks in a fixed order. Lines are locked first, by
 * their ids, then people and things by theirs; a verb for several lines locks all of them before it changes one.
 */
@Injectable()
export class OccupancyService {
  constructor(private readonly db: Db) {}

  /** Two who plan the same person wait for each other here, and cannot deadlock: the locks are taken in one order. */
  async lock(taken: readonly Taken[]): Promise<void> {
    await this.db.rows(
      `select pg_advisory_xact_lock(hashtextextended(key, 0))
         from (select $1::uuid || ':' || t.kind || ':' || t.known_id as key from ${knownResources('$2', '$3')} t order by 1) keys`,
      [Current.institutionId, taken.map((one) => one.kind), taken.map((one) => one.id)],
    );
  }

  /** Locks all that several new lines will take, before the first of them is placed. */
  async lockFor(lines: readonly PlacedLine[]): Promise<void> {
    await this.lock(await this.withInterpreters(lines.flatMap(takenFrom)));
  }

  /** Locks several lines, then all that they take: before they are changed in one unit of work. */
  async lockLines(ids: readonly string[]): Promise<void> {
    await this.db.rows(
      'select id from programme_item where institution_id = $1 and id = any($2::uuid[]) order by id for update',
      [Current.institutionId, ids],
    );
    const items = await this.db.repo(ProgrammeItem).findBy({ institutionId: Current.institutionId, id: In([...ids]) });
    await this.lock(await this.takenBy(...items));
  }

  /** Replaces what a line takes; a cancelled or dropped line takes nothing. */
  async write(item: ProgrammeItem, taken: readonly Taken[]): Promise<void> {
    await this.db.rows('delete from occupancy where institution_id = $1 and item_id = $2', [
      Current.institutionId,
      item.id,
    ]);
    if (item.cancelled || item.allDay || item.execution === 'dropped' || taken.length === 0) return;
    await this.db.rows(
      `insert into occupancy (institution_id, id, resource_kind, resource_id, item_id, activity_id, starts_at, ends_at, interprets, tentative)
       select $1, t.id, t.kind, t.resource, $2, $3, $4, $5, t.interprets, $10 and t.kind in ('venue', 'vehicle')
         from unnest($6::uuid[], $7::text[], $8::uuid[], $9::bool[]) as t(id, kind, resource, interprets)`,
      [
        Current.institutionId,
        item.id,
        item.activityId,
        item.startsAt,
        item.endsAt,
        taken.map(() => randomUUIDv7()),
        taken.map((one) => one.kind),
        taken.map((one) => one.id),
        taken.map((one) => one.interprets ?? false),
        item.preBooked ?? false,
      ],
    );
  }

  /** Replaces who and what a line names: what `takenBy` reads again. */
  async attach(itemId: string, { participants, interpreters, vehicles }: NamedByLine): Promise<void> {
    const key = [Current.institutionId, itemId];
    for (const table of ['item_participant', 'item_interpreter', 'item_vehicle']) {
      await this.db.rows(`delete from ${table} where institution_id = $1 and item_id = $2`, key);
    }
    if (participants.length > 0) {
      await this.db.rows(
        `insert into item_participant (institution_id, item_id, person_id, side, role)
         select $1, $2, * from unnest($3::uuid[], $4::text[], $5::text[]) on conflict do nothing`,
        [
          ...key,
          participants.map((p) => p.personId),
          participants.map((p) => p.side),
          participants.map((p) => p.role ?? null),
        ],
      );
    }
    if (interpreters.length > 0) {
      await this.db.rows(
        `insert into item_interpreter (institution_id, item_id, interpreter_id, pair, mode)
         select $1, $2, * from unnest($3::uuid[], $4::text[], $5::text[]) on conflict do nothing`,
        [
          ...key,
          interpreters.map((i) => i.interpreterId),
          interpreters.map((i) => i.pair),
          interpreters.map((i) => i.mode ?? 'consecutive'),
        ],
      );
    }
    if (vehicles.length > 0) {
      await this.db.rows(
        `insert into item_vehicle (institution_id, item_id, vehicle_id) select $1, $2, * from unnest($3::uuid[]) on conflict do nothing`,
        [...key, vehicles],
      );
    }
  }

  /** Who and what stored lines need, cancelled or not. */
  async takenBy(...items: readonly ProgrammeItem[]): Promise<Taken[]> {
    const rows = await this.db.rows<Taken>(
      `select 'person' as kind, person_id as id from item_participant where institution_id = $1 and item_id = any($2::uuid[])
       union all select 'interpreter', interpreter_id from item_interpreter where institution_id = $1 and item_id = any($2::uuid[])
       union all select 'vehicle', vehicle_id from item_vehicle where institution_id = $1 and item_id = any($2::uuid[])`,
      [Current.institutionId, items.map(({ id }) => id)],
    );
    const venues = items.flatMap(({ venueId }) => (venueId ? [{ kind: 'venue' as const, id: venueId }] : []));
    return this.withInterpreters([...rows, ...venues]);
  }

  /** Adds the persons that the interpreters are: who interprets here cannot speak there. */
  async withInterpreters(taken: readonly Taken[]): Promise<Taken[]> {
    const ids = taken.filter(({ kind }) => kind === 'interpreter').map(({ id }) => id);
    if (ids.length === 0) return [...taken];
    const rows = await this.db.rows<{ id: string }>(
      'select person_id as id from interpreter where institution_id = $1 and id = any($2::uuid[])',
      [Current.institutionId, ids],
    );
    const people = new Set(taken.filter(({ kind }) => kind === 'person').map(({ id }) => id));
    return [
      ...taken,
      ...rows.filter(({ id }) => !people.has(id)).map(({ id }) => ({ kind: 'person' as const, id, interprets: true })),
    ];
  }
}

/** What a line as it was typed would take. */
export function takenFrom(input: PlacedLine): Taken[] {
  return [
    ...input.participants.map(({ personId }) => ({ kind: 'person' as const, id: personId })),
    ...input.interpreters.map(({ interpreterId }) => ({ kind: 'interpreter' as const, id: interpreterId })),
    ...input.vehicles.map((id) => ({ kind: 'vehicle' as const, id })),
    ...(input.venueId ? [{ kind: 'venue' as const, id: input.venueId }] : []),
  ];
}
