import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { UnknownReference } from './directory.errors.js';
import { mayOrder, mayWrite } from './directory.rules.js';
import { Organisation } from './organisation.entity.js';
import type { VersionCheck } from './people.service.js';
import { Post } from './post.entity.js';
import { PrecedenceRank } from './precedence-rank.entity.js';

export interface PostFacts {
  label: LocalizedText;
  addressForm: string | null;
  addressForms: LocalizedText;
  singleHolder: boolean;
  maySign: boolean;
}

/** What is undefined stays as it is. */
export type PostChange = { [Name in keyof PostFacts]?: PostFacts[Name] | undefined };

export type NewPost = PostChange & {
  id?: string;
  organisationId: string;
  label: LocalizedText;
  /** The lower, the higher in rank; where no rank of our own order says it. */
  precedence?: number;
  rankId?: string | null;
};

/** The offices of organisations. */
@Injectable()
export class PostsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  async get(id: string): Promise<Post> {
    return this.db.read(() => this.db.one(Post, id));
  }

  /** @returns the id; the one given, where one is given. @throws NotFound, UnknownReference */
  async create({ id, rankId, ...facts }: NewPost): Promise<string> {
    return this.db.transaction(async () => {
      await this.allowWriting(facts.organisationId);
      const post = new Post();
      if (id) post.id = id;
      describe(post, facts);
      if (rankId) post.equate(await this.rank(rankId));
      await this.db.repo(Post).insert(post);
      await this.events.record({ type: 'post.created', subject: post.id });
      return post.id;
    });
  }

  /** @throws NotFound, and what `check` throws */
  async update(id: string, facts: PostChange, check?: VersionCheck): Promise<Post> {
    return this.db.transaction(async () => {
      const post = await this.locked(id);
      await this.allowWriting(post.organisationId);
      check?.(post.version);
      describe(post, facts);
      await this.db.repo(Post).save(post);
      await this.events.record({ type: 'post.updated', subject: id, data: { fields: Object.keys(facts) } });
      return post;
    });
  }

  /** Puts a post level with a rank of our order, or outside it. The order is protocol's affair. @throws NotFound, UnknownReference */
  async equate(id: string, rankId: string | null): Promise<Post> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayOrder(Current.actor));
      const post = await this.locked(id);
      post.equate(rankId ? await this.rank(rankId) : null);
      await this.db.repo(Post).save(post);
      await this.events.record({ type: 'post.equated', subject: id, data: { rank: rankId } });
      return post;
    });
  }

  private async locked(id: string): Promise<Post> {
    await this.db.rows('select id from post where institution_id = $1 and id::text = $2 for update', [
      Current.institutionId,
      id,
    ]);
    return this.db.one(Post, id);
  }

  private async allowWriting(organisationId: string): Promise<void> {
    const organisation = await this.db.one(Organisation, organisationId);
    if (Current.maybeActor) allow(mayWrite(Current.actor, organisation.country));
  }

  private rank(id: string): Promise<PrecedenceRank> {
    return this.db.one(PrecedenceRank, id).catch((error: unknown) => {
      throw error instanceof NotFound ? new UnknownReference('rankId') : error;
    });
  }
}

function describe(post: Post, facts: object): void {
  for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(post, { [name]: value });
}
