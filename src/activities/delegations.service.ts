import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { OrganisationsService } from '../directory/organisations.service.js';
import { PeopleService } from '../directory/people.service.js';
import { requireOpen } from './lifecycle.rules.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { ActivitiesService } from './activities.service.js';
import { type NewMemberInput, RemovedMember } from './activities.forms.js';
import { type Activity, Delegation, DelegationMember, type MemberRole, type Side } from './activity.entity.js';
import { AlreadyMember, NoPartner } from './activity.errors.js';
import { mayPlan } from './activity.rules.js';

export interface NewMember {
  personId: string;
  role: MemberRole;
  postLabel?: LocalizedText | null;
  party?: string | null;
  arrival?: string | null;
  departure?: string | null;
  room?: string | null;
}

/** Who comes and who receives: the two delegations of an activity, each in order of precedence. */
@Injectable()
export class DelegationsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly activities: ActivitiesService,
    private readonly people: PeopleService,
    private readonly organisations: OrganisationsService,
  ) {}

  /** The delegation of a side, made when it is asked for first. `organisationId` is whom it represents. */
  open(activityId: string, side: Side, organisationId: string): Promise<Delegation> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const repo = this.db.repo(Delegation);
      const existing = await repo.findOne({ where: { institutionId: Current.institutionId, activityId, side } });
      if (existing) return existing;
      const delegation = new Delegation();
      Object.assign(delegation, { activityId, side, organisationId });
      await repo.insert(delegation);
      return delegation;
    });
  }

  /** Adds a person at the end of the order. @throws AlreadyMember, NotFound */
  add(delegationId: string, input: NewMember): Promise<DelegationMember> {
    return this.db.transaction(async () => {
      const delegation = await this.db.one(Delegation, delegationId);
      await this.allowPlanning(delegation.activityId);
      // Locks the delegation's row, so that two who add at once get two places.
      const [{ next, twice } = { next: 1, twice: false }] = await this.db.rows<{ next: number; twice: boolean }>(
        `with d as (select id from delegation where institution_id = $1 and id = $2 for update)
         select coalesce(max(m.position), 0)::int + 1 as next, coalesce(bool_or(m.person_id = $3), false) as twice
           from d left join delegation_member m on m.institution_id = $1 and m.delegation_id = d.id`,
        [Current.institutionId, delegationId, input.personId],
      );
      if (twice) throw new AlreadyMember();
      const member = new DelegationMember();
      Object.assign(member, {
        delegationId,
        activityId: delegation.activityId,
        position: next,
        postLabel: null,
        party: null,
        arrival: null,
        departure: null,
        room: null,
        ...input,
      });
      await this.db.repo(DelegationMember).insert(member);
      await this.events.record({
        type: 'delegation.member_added',
        subject: member.id,
        activityId: delegation.activityId,
        data: { personId: input.personId, side: delegation.side },
      });
      return member;
    });
  }

  /** Changes role, post as printed, travel or room. @throws NotFound */
  change(memberId: string, change: Partial<Omit<NewMember, 'personId'>>): Promise<DelegationMember> {
    return this.db.transaction(async () => {
      const member = await this.db.one(DelegationMember, memberId);
      await this.allowPlanning(member.activityId);
      Object.assign(member, change);
      await this.db.repo(DelegationMember).save(member);
      await this.events.record({ type: 'delegation.member_changed', subject: memberId, activityId: member.activityId });
      return member;
    });
  }

  /** Moves a member to a place in the order of precedence (from 1); the others close up. */
  rank(memberId: string, position: number): Promise<void> {
    return this.db.transaction(async () => {
      const member = await this.db.one(DelegationMember, memberId);
      await this.allowPlanning(member.activityId);
      await this.db.rows(
        `with others as (
           select id, row_number() over (order by position, id) as place from delegation_member
            where institution_id = $1 and delegation_id = $2 and id <> $3)
         update delegation_member m
            set position = case when m.id = $3 then $4::int else o.place + case when o.place >= $4::int then 1 else 0 end end,
                updated_at = now(), version = version + 1
           from (select id, place from others union all select $3::uuid, $4::int) o
          where m.institution_id = $1 and m.id = o.id`,
        [Current.institutionId, member.delegationId, memberId, Math.max(1, Math.trunc(position))],
      );
      await this.events.record({
        type: 'delegation.reordered',
        subject: member.delegationId,
        activityId: member.activityId,
      });
    });
  }

  /**
   * Puts somebody into the delegation of a side, opened when it is needed first: a person of the directory, or a new one.
   * @throws AlreadyMember, NoPartner, NotFound
   */
  admit(activityId: string, side: Side, input: NewMemberInput): Promise<DelegationMember> {
    return this.db.transaction(async () => {
      const activity = await this.allowPlanning(activityId);
      const { personId, familyName, givenName, honorific, post, role, arrival, departure, room } = input;
      const delegation = await this.open(activityId, side, await this.represented(activity, side));
      const person =
        personId ??
        (await this.people.create({
          familyName: familyName ?? '',
          givenName: givenName ?? '',
          honorific: honorific ?? null,
        }));
      const postLabel = post ? { [Current.locale]: post } : null;
      return this.add(delegation.id, {
        personId: person,
        role,
        postLabel,
        arrival: arrival ?? null,
        departure: departure ?? null,
        room: room ?? null,
      });
    });
  }

  /** Takes a person off the list; the person stays in the directory. @returns what `restore` takes back @throws NotFound */
  remove(memberId: string): Promise<string> {
    return this.db.transaction(async () => {
      const member = await this.db.one(DelegationMember, memberId);
      await this.allowPlanning(member.activityId);
      await this.db.repo(DelegationMember).delete({ institutionId: Current.institutionId, id: memberId });
      await this.events.record({
        type: 'delegation.member_removed',
        subject: memberId,
        activityId: member.activityId,
        data: { personId: member.personId },
      });
      const { delegationId, personId, role, position, postLabel, party, arrival, departure, room } = member;
      const removed = { delegationId, personId, role, position, postLabel, party, arrival, departure, room };
      return Buffer.from(JSON.stringify(removed)).toString('base64url');
    });
  }

  /** Undoes a removal: the same person at the same place. @throws NotFound, AlreadyMember */
  restore(activityId: string, removed: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.allowPlanning(activityId);
      const { delegationId, position, ...input } = readRemoved(removed);
      const delegation = await this.db.one(Delegation, delegationId);
      if (delegation.activityId !== activityId) throw new NotFound();
      const { id } = await this.add(delegationId, input);
      await this.rank(id, position);
    });
  }

  /** Whom a delegation represents: the partner, or our own house, which enters the directory when it is not there. */
  private async represented(activity: Activity, side: Side): Promise<string> {
    if (side === 'guest') {
      if (!activity.partnerId) throw new NoPartner();
      return activity.partnerId;
    }
    const [own] = await this.db.rows<{ id: string | null; country: string }>(
      `select i.country, (select o.id from organisation o
           where o.institution_id = i.institution_id and o.country = i.country and o.classification in ('parliament', 'chamber')
           order by o.name = i.name desc, o.id limit 1) as id
         from institution i where i.institution_id = $1`,
      [Current.institutionId],
    );
    return (
      own?.id ??
      this.organisations.create({
        classification: 'parliament',
        name: Current.institution.name,
        country: own?.country ?? null,
      })
    );
  }

  private async allowPlanning(activityId: string): Promise<Activity> {
    const activity = await this.activities.get(activityId);
    if (Current.maybeActor) {
      allow(mayPlan(Current.actor, activity));
      requireOpen(activity);
    }
    return activity;
  }
}

function readRemoved(text: string): z.output<typeof RemovedMember> {
  try {
    return RemovedMember.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new NotFound();
  }
}
