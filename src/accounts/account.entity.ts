import { Entity } from 'typeorm';
import { NullableTextCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import type { Locale } from '../platform/current.js';
import { NotInvited } from './account.errors.js';

export type AccountState = 'invited' | 'active' | 'closed';

/** Somebody who may sign in to one institution. */
@Entity('account')
export class Account extends TenantEntity {
  /** In lower case: an address is one however it is written. */
  @TextCol() email!: string;
  @TextCol() name!: string;
  @UuidCol({ nullable: true }) personId: string | null = null;
  @NullableTextCol() passwordHash: string | null = null;
  @TextCol() locale: Locale = 'en';
  @TextCol() state: AccountState = 'invited';

  /** Takes the first password. An invitation never overwrites an account that is in use. @throws NotInvited */
  activate(name: string, passwordHash: string): void {
    if (this.state !== 'invited') throw new NotInvited();
    this.name = name;
    this.passwordHash = passwordHash;
    this.state = 'active';
  }

  changePassword(passwordHash: string): void {
    if (this.state !== 'active') throw new NotInvited();
    this.passwordHash = passwordHash;
  }

  introduce(name: string, locale: Locale): void {
    this.name = name;
    this.locale = locale;
  }

  /** Closed, not deleted: what the person did keeps its name. */
  close(): void {
    this.state = 'closed';
    this.passwordHash = null;
  }

  /** Somebody comes back: a new invitation, and a new password. */
  inviteAgain(): void {
    if (this.state === 'active') throw new NotInvited();
    this.state = 'invited';
    this.passwordHash = null;
  }
}
