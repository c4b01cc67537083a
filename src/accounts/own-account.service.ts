import { Injectable } from '@nestjs/common';
import { Current, type Locale } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { type Limit, LimitsService } from '../platform/limits/limits.service.js';
import { Account } from './account.entity.js';
import { OldPasswordWrong } from './account.errors.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';
import { TicketsService } from './tickets.service.js';

const OLD_PASSWORD: Limit = { name: 'old-password', points: 5, seconds: 15 * 60 };

/** What people change about their own account. */
@Injectable()
export class OwnAccountService {
  constructor(
    private readonly db: Db,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly tickets: TicketsService,
    private readonly limits: LimitsService,
    private readonly events: EventsService,
  ) {}

  introduce(name: string, locale: Locale): Promise<void> {
    return this.db.transaction(async () => {
      const account = await this.db.one(Account, Current.actor.accountId);
      account.introduce(name, locale);
      await this.db.repo(Account).save(account);
      await this.events.record({ type: 'account.introduced', subject: account.id });
    });
  }

  /**
   * Changes the password and signs out everywhere; @returns the token of a new session for this browser.
   * @throws OldPasswordWrong, PasswordTooShort, PasswordTooCommon, TooManyTries
   */
  async changePassword(old: string, password: string, userAgent: string | undefined): Promise<string> {
    const { accountId } = Current.actor;
    const { passwordHash, email, name } = await this.db.read(() => this.db.one(Account, accountId));
    await this.limits.take(OLD_PASSWORD, accountId);
    if (!(await this.passwords.matches(old, passwordHash))) throw new OldPasswordWrong();
    await this.limits.forget(OLD_PASSWORD, accountId);
    this.passwords.check(password, [email, name]);
    const hash = await this.passwords.hash(password);
    return this.db.transaction(async () => {
      const account = await this.db.one(Account, accountId);
      account.changePassword(hash);
      await this.db.repo(Account).save(account);
      await this.sessions.closeAll(accountId);
      await this.tickets.spendAll(accountId, 'reset');
      await this.events.record({ type: 'account.password_changed', subject: accountId });
      return this.sessions.open(accountId, userAgent);
    });
  }

  signOutEverywhere(): Promise<void> {
    return this.db.transaction(async () => {
      const { accountId } = Current.actor;
      await this.sessions.closeAll(accountId);
      await this.events.record({ type: 'account.signed_out_everywhere', subject: accountId });
    });
  }
}
