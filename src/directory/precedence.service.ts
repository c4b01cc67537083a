import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { RankInUse } from './directory.errors.js';
import { mayOrder } from './directory.rules.js';
import { UNRANKED } from './post.entity.js';
import { PrecedenceRank } from './precedence-rank.entity.js';

/** The institution's order of precedence: a list of ranks, with the posts that are level with each. */
@Injectable()
export class PrecedenceService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** @throws NotFound */
  async get(id: string): Promise<PrecedenceRank> {
    return this.db.read(() => this.db.one(PrecedenceRank, id));
  }

  /** Adds a rank at a place (from 1), at the end where none is named. @returns its id; the one given, where one is given */
  async add(label: LocalizedText, position?: number, id?: string): Promise<string> {
    return this.changed('precedence.rank_added', async (order) => {
      const rank = new PrecedenceRank();
      if (id) rank.id = id;
      Object.assign(rank, { label, position: order.length + 1 });
      await this.db.repo(PrecedenceRank).insert(rank);
      order.splice(position === undefined ? order.length : Math.max(0, position - 1), 0, rank.id);
      return rank.id;
    });
  }

  async rename(id: string, label: LocalizedText): Promise<void> {
    await this.changed('precedence.rank_renamed', async () => {
      const rank = await this.db.one(PrecedenceRank, id);
      rank.label = label;
      await this.db.repo(PrecedenceRank).save(rank);
      return id;
    });
  }

  /** Moves a rank to a place (from 1); the others close up, and the posts level with them follow. @throws NotFound */
  async move(id: string, position: number): Promise<void> {
    await this.changed('precedence.reordered', async (order) => {
      await this.db.one(PrecedenceRank, id);
      order.splice(order.indexOf(id), 1);
      order.splice(Math.max(0, Math.trunc(position) - 1), 0, id);
      return id;
    });
  }

  /** @throws NotFound, RankInUse */
  async remove(id: string): Promise<void> {
    await this.changed('precedence.rank_removed', async (order) => {
      const rank = await this.db.one(PrecedenceRank, id);
      const [{ posts } = { posts: 0 }] = await this.db.rows<{ posts: number }>(
        'select count(*)::int as posts from post where institution_id = $1 and rank_id = $2',
        [Current.institutionId, id],
      );
      if (posts > 0) throw new RankInUse(posts);
      await this.db.repo(PrecedenceRank).remove(rank);
      order.splice(order.indexOf(id), 1);
      return id;
    });
  }

  // Locks the list, so that two who reorder at once do it one after the other.
  private changed(type: string, change: (order: string[]) => Promise<string>): Promise<string> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayOrder(Current.actor));
      const rows = await this.db.rows<{ id: string }>(
        'select id from precedence_rank where institution_id = $1 order by position, id for update',
        [Current.institutionId],
      );
      const order = rows.map(({ id }) => id);
      const id = await change(order);
      await this.number(order);
      await this.events.record({ type, subject: id });
      return id;
    });
  }

  private async number(order: string[]): Promise<void> {
    const house = Current.institutionId;
    await this.db.rows(
      `update precedence_rank r set position = n.place, updated_at = now(), version = version + 1
         from unnest($2::uuid[]) with ordinality n(id, place)
        where r.institution_id = $1 and r.id = n.id and r.position <> n.place`,
      [house, order],
    );
    await this.db.rows(
      `update post t set precedence = least(r.position, ${UNRANKED - 1}) from precedence_rank r
        where t.institution_id = $1 and r.institution_id = t.institution_id and r.id = t.rank_id and t.precedence <> r.position`,
      [house],
    );
  }
}
