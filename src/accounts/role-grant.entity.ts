import { Entity } from 'typeorm';
import { DayCol, NullableTextCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import type { Grant } from '../platform/current.js';
import type { Role } from '../platform/permissions/permissions.service.js';

/** A role from one day to another, over the whole institution or one body, country desk or activity. */
@Entity('role_grant')
export class RoleGrant extends TenantEntity {
  @UuidCol() accountId!: string;
  @TextCol() role!: Role;
  @TextCol() scopeKind: Grant['scopeKind'] = 'institution';
  @NullableTextCol() scopeId: string | null = null;
  @DayCol() startsOn!: Temporal.PlainDate;
  /** The last day on which it holds. */
  @DayCol({ nullable: true }) endsOn: Temporal.PlainDate | null = null;

  holdsOn(day: Temporal.PlainDate): boolean {
    const { compare } = Temporal.PlainDate;
    return compare(this.startsOn, day) <= 0 && (!this.endsOn || compare(this.endsOn, day) >= 0);
  }
}
