import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { NotFound } from '../platform/errors.js';
import { MembershipEndsBeforeItBegins, PostOfAnotherOrganisation, UnknownReference } from './directory.errors.js';
import { mayWrite } from './directory.rules.js';
import { Membership } from './membership.entity.js';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';
import { Post } from './post.entity.js';

export interface Appointment {
  id?: string;
  personId: string;
  organisationId: string;
  postId?: string | null;
  /** What the person is there, where no post says it. */
  role?: LocalizedText | null;
  startsOn?: Temporal.PlainDate | null;
  endsOn?: Temporal.PlainDate | null;
}

@Injectable()
export class MembershipsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** Puts a person into an organisation. @returns the id. @throws NotFound, UnknownReference, PostOfAnotherOrganisation, MembershipEndsBeforeItBegins */
  async appoint({ id, ...facts }: Appointment): Promise<string> {
    return this.db.transaction(async () => {
      const person = await this.db.one(Person, facts.personId);
      this.allowWriting(person);
      await this.found(Organisation, facts.organisationId, 'organisationId');
      if (facts.postId) {
        const post = await this.found(Post, facts.postId, 'postId');
        if (post.organisationId !== facts.organisationId) throw new PostOfAnotherOrganisation();
      }
      if (facts.startsOn && facts.endsOn && Temporal.PlainDate.compare(facts.endsOn, facts.startsOn) < 0)
        throw new MembershipEndsBeforeItBegins();
      const membership = new Membership();
      if (id) membership.id = id;
      Object.assign(membership, facts);
      await this.db.repo(Membership).insert(membership);
      await this.events.record({
        type: 'membership.appointed',
        subject: facts.personId,
        data: { membership: membership.id },
      });
      return membership.id;
    });
  }

  /** Ends a membership; `on` is its last day. @throws NotFound, MembershipAlreadyEnded, MembershipEndsBeforeItBegins */
  async end(id: string, on: Temporal.PlainDate): Promise<Membership> {
    return this.db.transaction(async () => {
      const membership = await this.db.one(Membership, id);
      this.allowWriting(await this.db.one(Person, membership.personId));
      membership.end(on);
      await this.db.repo(Membership).save(membership);
      await this.events.record({ type: 'membership.ended', subject: membership.personId, data: { membership: id } });
      return membership;
    });
  }

  private allowWriting(person: Person): void {
    if (Current.maybeActor) allow(mayWrite(Current.actor, person.country));
  }

  private async found<E extends Organisation | Post>(entity: new () => E, id: string, field: string): Promise<E> {
    return this.db.one(entity, id).catch((error: unknown) => {
      throw error instanceof NotFound ? new UnknownReference(field) : error;
    });
  }
}
