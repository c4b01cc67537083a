import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { AlreadyMerged, MergedWithItself } from './directory.errors.js';
import { mayWrite } from './directory.rules.js';
import { Person } from './person.entity.js';

/**
 * People who were entered twice. The one becomes an alias of the other: no reference is rewritten, every reading follows
 * the alias, and the merge can be undone.
 */
@Injectable()
export class MergesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** `aliasId` leads to `keptId` from now on, and so does what led to `aliasId`. @returns the id of the merge. @throws NotFound, MergedWithItself, AlreadyMerged */
  async merge(aliasId: string, keptId: string): Promise<string> {
    return this.db.transaction(async () => {
      if (aliasId === keptId) throw new MergedWithItself();
      const [alias, kept] = [await this.locked(aliasId), await this.locked(keptId)];
      if (alias.mergedInto || kept.mergedInto) throw new AlreadyMerged();
      const carried = await this.db.rows<{ id: string }>(
        `update person set merged_into = $3, updated_at = now(), version = version + 1
          where institution_id = $1 and merged_into = $2 returning id`,
        [Current.institutionId, aliasId, keptId],
      );
      await this.lead(aliasId, keptId);
      const id = randomUUIDv7();
      await this.db.rows(
        `insert into person_merge (institution_id, id, alias_id, kept_id, carried, merged_by) values ($1, $2, $3, $4, $5, $6)`,
        [
          Current.institutionId,
          id,
          aliasId,
          keptId,
          carried.map((one) => one.id),
          Current.maybeActor?.accountId ?? null,
        ],
      );
      await this.events.record({ type: 'person.merged', subject: keptId, data: { alias: aliasId, merge: id } });
      return id;
    });
  }

  /** Both are people of their own again; what was carried over goes back with the alias. @throws NotFound, AlreadyMerged */
  async undo(mergeId: string): Promise<{ aliasId: string; keptId: string }> {
    return this.db.transaction(async () => {
      const [merge] = await this.db.rows<{
        alias_id: string;
        kept_id: string;
        carried: string[];
        undone_at: Temporal.Instant | null;
      }>(
        `select alias_id, kept_id, carried, undone_at from person_merge where institution_id = $1 and id::text = $2 for update`,
        [Current.institutionId, mergeId],
      );
      if (!merge) throw new NotFound();
      const [alias, kept] = [await this.locked(merge.alias_id), await this.locked(merge.kept_id)];
      // Later merges are undone first: this one no longer stands as it was made.
      if (merge.undone_at || alias.mergedInto !== kept.id) throw new AlreadyMerged();
      await this.lead(alias.id, null);
      await this.db.rows(
        `update person set merged_into = $2, updated_at = now(), version = version + 1
          where institution_id = $1 and id = any ($3) and merged_into = $4`,
        [Current.institutionId, alias.id, merge.carried, kept.id],
      );
      await this.db.rows('update person_merge set undone_at = now() where institution_id = $1 and id::text = $2', [
        Current.institutionId,
        mergeId,
      ]);
      await this.events.record({
        type: 'person.unmerged',
        subject: kept.id,
        data: { alias: alias.id, merge: mergeId },
      });
      return { aliasId: alias.id, keptId: kept.id };
    });
  }

  /** Two who look alike and are two: not proposed again. @throws NotFound */
  async tellApart(oneId: string, otherId: string): Promise<void> {
    await this.db.transaction(async () => {
      if (oneId === otherId) throw new MergedWithItself();
      for (const id of [oneId, otherId]) await this.locked(id);
      await this.db.rows(
        `insert into person_distinct (institution_id, one_id, other_id)
         values ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid)) on conflict do nothing`,
        [Current.institutionId, oneId, otherId],
      );
      await this.events.record({ type: 'person.told_apart', subject: oneId, data: { other: otherId } });
    });
  }

  private lead(aliasId: string, keptId: string | null): Promise<unknown> {
    return this.db.rows(
      'update person set merged_into = $3, updated_at = now(), version = version + 1 where institution_id = $1 and id = $2',
      [Current.institutionId, aliasId, keptId],
    );
  }

  // Read under a lock: of two who merge the same at once the second sees what the first did.
  private async locked(id: string): Promise<Person> {
    await this.db.rows('select id from person where institution_id = $1 and id::text = $2 for update', [
      Current.institutionId,
      id,
    ]);
    const person = await this.db.one(Person, id);
    if (Current.maybeActor) allow(mayWrite(Current.actor, person.country));
    return person;
  }
}
