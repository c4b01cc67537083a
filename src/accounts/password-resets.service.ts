import { Injectable } from '@nestjs/common';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { Account } from './account.entity.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { TicketsService } from './tickets.service.js';

@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly db: Db,
    private readonly tickets: TicketsService,
    private readonly passwords: PasswordsService,
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly events: EventsService,
  ) {}

  /** Sets the new password; every browser is signed out. @throws TicketSpent, PasswordTooShort, PasswordTooCommon */
  async reset(token: string, password: string): Promise<void> {
    const owner = await this.db.read(() => this.tickets.look(token, 'reset'));
    this.passwords.check(password, [owner.email, owner.name]);
    const hash = await this.passwords.hash(password);
    await this.db.transaction(async () => {
      const account = await this.tickets.use(token, 'reset');
      account.changePassword(hash);
      await this.db.repo(Account).save(account);
      await this.sessions.closeAll(account.id);
      await this.events.record({ type: 'account.password_reset', subject: account.id });
    });
    await this.signIns.pardon(owner.email);
  }
}
