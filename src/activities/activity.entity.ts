import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import {
  DayCol,
  InstantCol,
  IntCol,
  LocalizedTextCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  UuidCol,
} from '../platform/database/columns.js';
import { DatesReversed } from './activity.errors.js';

export type ActivityKind = 'reception' | 'mission' | 'session' | 'conference';

/** Whatever the institution does with a foreign partner on given dates; everything derived hangs on it. */
@Entity('activity')
export class Activity extends TenantEntity {
  @TextCol() kind!: ActivityKind;
  @TextCol() state!: string;
  @LocalizedTextCol() title!: LocalizedText;
  @UuidCol({ nullable: true }) partnerId!: string | null;
  @UuidCol({ nullable: true }) bodyId!: string | null;
  @DayCol() startsOn!: Temporal.PlainDate;
  @DayCol() endsOn!: Temporal.PlainDate;
  /** IANA zone of the place. */
  @TextCol() timeZone!: string;
  /** IANA zone of the partner, shown beside ours where it differs. */
  @NullableTextCol() partnerTimeZone!: string | null;
  @TextCol() city!: string;
  @UuidCol({ nullable: true }) responsibleId!: string | null;
  /** Key of the input it came from: the same input twice changes nothing. */
  @NullableTextCol() sourceKey!: string | null;

  /** @throws DatesReversed */
  setDates(startsOn: Temporal.PlainDate, endsOn: Temporal.PlainDate): void {
    if (Temporal.PlainDate.compare(endsOn, startsOn) < 0) throw new DatesReversed();
    this.startsOn = startsOn;
    this.endsOn = endsOn;
  }

  get days(): Temporal.PlainDate[] {
    const count = this.startsOn.until(this.endsOn).days + 1;
    return Array.from({ length: count }, (_, i) => this.startsOn.add({ days: i }));
  }
}

/** A step that was taken, with who and why: the dates under the stepper. */
@Entity('activity_step')
export class ActivityStep extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() fromState!: string;
  @TextCol() toState!: string;
  @UuidCol({ nullable: true }) actorId!: string | null;
  @NullableTextCol() reason!: string | null;
  @InstantCol({ insert: false, update: false }) takenAt!: Temporal.Instant;
}

/** `host` is our own side, also where we travel; `guest` the partner's. */
export type Side = 'host' | 'guest';

/** Which side travels: of a mission ours, of everything else the partner's. */
export const travellingSide = (kind: string): Side => (kind === 'mission' ? 'host' : 'guest');

@Entity('delegation')
export class Delegation extends TenantEntity {
  @UuidCol() activityId!: string;
  @TextCol() side!: Side;
  @UuidCol() organisationId!: string;
}

export const MEMBER_ROLES = [
  'head',
  'member',
  'substitute',
  'secretary',
  'adviser',
  'interpreter',
  'accompanying',
  'spouse',
  'press',
  'security',
] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

@Entity('delegation_member')
export class DelegationMember extends TenantEntity {
  @UuidCol() delegationId!: string;
  @UuidCol() activityId!: string;
  @UuidCol() personId!: string;
  @TextCol() role!: MemberRole;
  /** Place in the order of precedence, from 1; computed at first, overridable. */
  @IntCol() position!: number;
  @LocalizedTextCol({ nullable: true }) postLabel!: LocalizedText | null;
  @NullableTextCol() party!: string | null;
  @NullableTextCol() arrival!: string | null;
  @NullableTextCol() departure!: string | null;
  @NullableTextCol() room!: string | null;
}
