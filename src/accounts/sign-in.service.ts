import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { networkOf, type Limit, LimitsService } from '../platform/limits/limits.service.js';
import { Account } from './account.entity.js';
import { WrongPassword } from './account.errors.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';

/** Five wrong passwords for one address of mail, whoever sends them from wherever; then a quarter of an hour's rest. */
export const PER_ACCOUNT: Limit = { name: 'sign-in-account', points: 5, seconds: 15 * 60 };
/** Wider: a whole house may come from one address. */
export const PER_NETWORK: Limit = { name: 'sign-in-network', points: 40, seconds: 15 * 60 };

@Injectable()
export class SignInService {
  constructor(
    private readonly db: Db,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly limits: LimitsService,
    private readonly events: EventsService,
  ) {}

  /**
   * The active account of an e-mail and its password. An unknown e-mail takes the same time, says the same words and
   * counts the same. @throws WrongPassword, TooManyTries
   */
  async check(email: string, password: string, address: string | undefined): Promise<Account> {
    const mailbox = email.trim().toLowerCase();
    const network = networkOf(address);
    await this.limits.take(PER_NETWORK, network);
    const left = await this.limits.take(PER_ACCOUNT, keyOf(mailbox));
    const account = await this.db.read(() =>
      this.db
        .repo(Account)
        .createQueryBuilder('a')
        .where('a.institutionId = :institution and lower(a.email) = :mailbox', {
          institution: Current.institutionId,
          mailbox,
        })
        .getOne(),
    );
    const hash = account?.state === 'active' ? account.passwordHash : null;
    if (!(await this.passwords.matches(password, hash)) || !account) throw new WrongPassword(left);
    await this.limits.giveBack(PER_NETWORK, network);
    await this.pardon(mailbox);
    return account;
  }

  /** @returns the token of the new session */
  signIn(account: Account, userAgent: string | undefined, earlier: string | undefined): Promise<string> {
    return this.db.transaction(async () => {
      const token = await this.sessions.open(account.id, userAgent, earlier);
      await this.events.record({ type: 'account.signed_in', subject: account.id });
      return token;
    });
  }

  signOut(token: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.sessions.close(token);
      const accountId = Current.maybeActor?.accountId;
      if (accountId) await this.events.record({ type: 'account.signed_out', subject: accountId });
    });
  }

  /** Wrong tries count no longer: the owner has shown who they are. */
  pardon(email: string): Promise<void> {
    return this.limits.forget(PER_ACCOUNT, keyOf(email.toLowerCase()));
  }
}

const keyOf = (mailbox: string) => `${Current.institutionId} ${mailbox}`;
