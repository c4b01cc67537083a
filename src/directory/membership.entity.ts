import { Entity } from 'typeorm';
import type { LocalizedText } from '../platform/current.js';
import { DayCol, LocalizedTextCol, TenantEntity, UuidCol } from '../platform/database/columns.js';
import { MembershipAlreadyEnded, MembershipEndsBeforeItBegins } from './directory.errors.js';

/** A person in an organisation, in a post or in a role of words, from a day to a day; the last day counts. */
@Entity('membership')
export class Membership extends TenantEntity {
  @UuidCol() personId: string;
  @UuidCol() organisationId: string;
  @UuidCol({ nullable: true }) postId: string | null = null;
  @LocalizedTextCol({ nullable: true }) role: LocalizedText | null = null;
  @DayCol({ nullable: true }) startsOn: Temporal.PlainDate | null = null;
  @DayCol({ nullable: true }) endsOn: Temporal.PlainDate | null = null;

  /** @throws MembershipAlreadyEnded, MembershipEndsBeforeItBegins */
  end(on: Temporal.PlainDate): void {
    if (this.endsOn) throw new MembershipAlreadyEnded();
    if (this.startsOn && Temporal.PlainDate.compare(on, this.startsOn) < 0) throw new MembershipEndsBeforeItBegins();
    this.endsOn = on;
  }
}
