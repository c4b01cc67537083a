import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import type { ResourceKind } from '../conflicts/conflict.rules.js';
import { OccupancyService } from '../conflicts/occupancy.service.js';
import { TooLong, UnknownReference } from '../programme.errors.js';
import { type BlockKind, ResourceBlock } from './resource.entity.js';

export interface NewBlock {
  resourceKind: ResourceKind;
  resourceId: string;
  kind: BlockKind;
  label: string;
  /** Wall times in `timeZone`. */
  start: Temporal.PlainDateTime;
  end: Temporal.PlainDateTime;
  timeZone: string;
}

export interface BlockRow {
  id: string;
  resource_kind: ResourceKind;
  resource_id: string;
  kind: BlockKind;
  label: string;
  starts_at_local: Temporal.PlainDateTime;
  ends_at_local: Temporal.PlainDateTime;
  time_zone: string;
  person_name: string | null;
  vehicle_name: string | null;
  venue_name: LocalizedText | null;
}

const LONGEST_DAYS = 400;
const KEEPERS = ['protocol', 'interpreter-coord', 'desk-officer', 'head-intl', 'tenant-admin'] as const;

/** When a person, a venue, a car or an interpreter is not to be had: blocked, away, booked or held for somebody else. */
@Injectable()
export class BlocksService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly occupancy: OccupancyService,
  ) {}

  /** Everybody notes his own absences; the others' are for those who keep the resources. @throws EndsBeforeStart, TooLong */
  add(input: NewBlock): Promise<ResourceBlock> {
    return this.db.transaction(async () => {
      this.allowKeeping(input);
      await this.known(input);
      const block = new ResourceBlock();
      const { start, end, timeZone, ...rest } = input;
      Object.assign(block, rest, { createdBy: Current.maybeActor?.accountId ?? null });
      block.schedule(start, end, timeZone);
      if (block.startsAt.until(block.endsAt).total({ unit: 'days', relativeTo: start }) > LONGEST_DAYS)
        throw new TooLong(LONGEST_DAYS * 24);
      await this.occupancy.lock([{ kind: block.resourceKind, id: block.resourceId }]);
      await this.db.repo(ResourceBlock).insert(block);
      const pieces = block.pieces();
      await this.db.rows(
        `insert into occupancy (institution_id, id, resource_kind, resource_id, block_id, label, starts_at, ends_at, tentative)
         select $1, p.id, $2, $3, $4, $5, p.starts_at, p.ends_at, $6
           from unnest($7::uuid[], $8::timestamptz[], $9::timestamptz[]) as p(id, starts_at, ends_at)`,
        [
          Current.institutionId,
          block.resourceKind,
          block.resourceId,
          block.id,
          block.label,
          block.kind === 'pre-booking',
          pieces.map(() => randomUUIDv7()),
          pieces.map(({ startsAt }) => startsAt.toString()),
          pieces.map(({ endsAt }) => endsAt.toString()),
        ],
      );
      await this.events.record({ type: 'resource.blocked', subject: block.id, data: { kind: block.kind } });
      return block;
    });
  }

  /** Frees the time again. @throws NotFound */
  lift(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const block = await this.db.one(ResourceBlock, id);
      this.allowKeeping(block);
      await this.db.repo(ResourceBlock).delete({ institutionId: Current.institutionId, id });
      await this.events.record({ type: 'resource.unblocked', subject: id, data: { kind: block.kind } });
    });
  }

  /** What is blocked from a day on, the soonest first; of one resource where it is named. */
  from(day: Temporal.PlainDate, resourceId: string | null = null): Promise<BlockRow[]> {
    return this.db.rows<BlockRow>(
      `select b.id, b.resource_kind, b.resource_id, b.kind, b.label, b.starts_at_local, b.ends_at_local, b.time_zone,
              nullif(trim(p.given_name || ' ' || p.family_name), '') as person_name, w.label as vehicle_name, v.name as venue_name
         from resource_block b
         left join interpreter n on b.resource_kind = 'interpreter' and n.institution_id = $1 and n.id = b.resource_id
         left join known_person p on p.institution_id = $1 and p.known_as = case b.resource_kind when 'person' then b.resource_id when 'interpreter' then n.person_id end
         left join vehicle w on b.resource_kind = 'vehicle' and w.institution_id = $1 and w.id = b.resource_id
         left join venue v on b.resource_kind = 'venue' and v.institution_id = $1 and v.id = b.resource_id
        where b.institution_id = $1 and b.ends_at_local >= $2::date and ($3::uuid is null or b.resource_id = $3)
        order by b.starts_at, b.id limit 500`,
      [Current.institutionId, day, resourceId],
    );
  }

  private async known({ resourceKind, resourceId }: NewBlock): Promise<void> {
    const rows = await this.db.rows(`select 1 from ${resourceKind} where institution_id = $1 and id = $2`, [
      Current.institutionId,
      resourceId,
    ]);
    if (rows.length === 0) throw new UnknownReference('resourceId');
  }

  private allowKeeping({
    resourceKind,
    resourceId,
    kind,
  }: Pick<NewBlock, 'resourceKind' | 'resourceId' | 'kind'>): void {
    const actor = Current.maybeActor;
    if (!actor) return;
    const isOwnAbsence = resourceKind === 'person' && kind === 'absence' && resourceId === actor.personId;
    allow(isOwnAbsence || hasRole(actor, KEEPERS));
  }
}
