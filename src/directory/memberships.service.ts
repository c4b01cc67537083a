import { Injectable } from '@nestjs/common';
import { Convocation } from '../institution/convocation.entity.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { formatDays } from '../platform/i18n/format.js';
import { allow } from '../platform/permissions/allow.js';
import {
  MembershipEndsBeforeItBegins,
  OutsideConvocation,
  OverlappingMembership,
  PostOfAnotherOrganisation,
  UnknownReference,
} from './directory.errors.js';
import { mayWrite } from './directory.rules.js';
import { Membership } from './membership.entity.js';
import { clashOf, lieWithin } from './membership.rules.js';
import type { MembershipStep } from './membership.states.js';
import { heldOf, MembershipsQueries, nameOf } from './memberships.queries.js';
import { Organisation } from './organisation.entity.js';
import { Person } from './person.entity.js';
import { Post } from './post.entity.js';

export interface Appointment {
  id?: string;
  personId: string;
  organisationId: string;
  postId?: string | null | undefined;
  /** What the person is there, where no post says it. */
  role?: LocalizedText | null | undefined;
  /** The faction or party that sent the person. */
  onBehalfOfId?: string | null | undefined;
  /** Its days bound the membership's, and stand in where none are given. */
  convocationId?: string | null | undefined;
  appointedBy?: string | null | undefined;
  /** Proposed for the post, and in it only when confirmed. */
  state?: 'nominated' | 'appointed' | undefined;
  startsOn?: Temporal.PlainDate | null | undefined;
  endsOn?: Temporal.PlainDate | null | undefined;
}

@Injectable()
export class MembershipsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly queries: MembershipsQueries,
  ) {}

  /**
   * Puts a person into an organisation. @returns the id.
   * @throws NotFound, UnknownReference, PostOfAnotherOrganisation, MembershipEndsBeforeItBegins, OutsideConvocation, OverlappingMembership
   */
  async appoint({ id, ...facts }: Appointment): Promise<string> {
    return this.db.transaction(async () => {
      const person = await this.personOf(facts.personId);
      this.allowWriting(person);
      const membership = new Membership();
      if (id) membership.id = id;
      for (const [name, value] of Object.entries(facts))
        if (value !== undefined) Object.assign(membership, { [name]: value });
      membership.personId = person.id;
      await this.checkPlace(membership);
      await this.keepWithinTerm(membership);
      const { startsOn, endsOn } = membership;
      if (startsOn && endsOn && Temporal.PlainDate.compare(endsOn, startsOn) < 0)
        throw new MembershipEndsBeforeItBegins();
      await this.checkOverlap(membership);
      await this.db.repo(Membership).insert(membership);
      await this.events.record({
        type: membership.state === 'nominated' ? 'membership.nominated' : 'membership.appointed',
        subject: person.id,
        data: { membership: membership.id },
      });
      return membership.id;
    });
  }

  /** Confirms a nomination, suspends, resumes. @throws NotFound, WrongMembershipStep, OverlappingMembership */
  async take(id: string, step: Exclude<MembershipStep, 'end'>): Promise<Membership> {
    return this.db.transaction(async () => {
      const membership = await this.db.one(Membership, id);
      this.allowWriting(await this.personOf(membership.personId));
      membership.take(step);
      await this.checkOverlap(membership);
      await this.db.repo(Membership).save(membership);
      const past = { confirm: 'appointed', suspend: 'suspended', resume: 'resumed' }[step];
      await this.events.record({ type: `membership.${past}`, subject: membership.personId, data: { membership: id } });
      return membership;
    });
  }

  /** Ends a membership; `on` is its last day. @throws NotFound, MembershipAlreadyEnded, MembershipEndsBeforeItBegins */
  async end(id: string, on: Temporal.PlainDate): Promise<Membership> {
    return this.db.transaction(async () => {
      const membership = await this.db.one(Membership, id);
      this.allowWriting(await this.personOf(membership.personId));
      membership.end(on);
      await this.db.repo(Membership).save(membership);
      await this.events.record({ type: 'membership.ended', subject: membership.personId, data: { membership: id } });
      return membership;
    });
  }

  private allowWriting(person: Person): void {
    if (Current.maybeActor) allow(mayWrite(Current.actor, person.country));
  }

  private async personOf(id: string): Promise<Person> {
    const person = await this.db.one(Person, id);
    return person.mergedInto ? this.db.one(Person, person.mergedInto) : person;
  }

  private async checkPlace(membership: Membership): Promise<void> {
    await this.found(Organisation, membership.organisationId, 'organisationId');
    if (membership.onBehalfOfId) await this.found(Organisation, membership.onBehalfOfId, 'onBehalfOfId');
    if (!membership.postId) return;
    const post = await this.found(Post, membership.postId, 'postId');
    if (post.organisationId !== membership.organisationId) throw new PostOfAnotherOrganisation();
  }

  private async keepWithinTerm(membership: Membership): Promise<void> {
    if (!membership.convocationId) return;
    const term = await this.found(Convocation, membership.convocationId, 'convocationId');
    membership.startsOn ??= term.startsOn;
    membership.endsOn ??= term.endsOn;
    if (!lieWithin(membership, term))
      throw new OutsideConvocation({
        number: String(term.number),
        days: term.endsOn ? formatDays(term.startsOn, term.endsOn) : `${formatDays(term.startsOn, term.startsOn)} –`,
      });
  }

  private async checkOverlap(membership: Membership): Promise<void> {
    const { rivals, forbidsOf } = await this.queries.rivals([membership], { locking: true });
    const clash = clashOf(heldOf(membership), rivals, forbidsOf(membership));
    if (clash) throw new OverlappingMembership(clash.rule, { name: nameOf(clash) });
  }

  private async found<E extends Organisation | Post | Convocation>(
    entity: new () => E,
    id: string,
    field: string,
  ): Promise<E> {
    return this.db.one(entity, id).catch((error: unknown) => {
      throw error instanceof NotFound ? new UnknownReference(field) : error;
    });
  }
}
