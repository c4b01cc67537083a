import { Injectable } from '@nestjs/common';
import { Current, type Locale } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { MailService } from '../platform/mail/mail.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Account } from './account.entity.js';
import { canManageAccounts } from './account.rules.js';
import { AccountsService, type NewAccount } from './accounts.service.js';
import { PasswordsService } from './passwords.service.js';
import { TicketsService } from './tickets.service.js';

/** How a colleague comes in. */
@Injectable()
export class ColleagueInvitationsService {
  constructor(
    private readonly db: Db,
    private readonly accounts: AccountsService,
    private readonly tickets: TicketsService,
    private readonly passwords: PasswordsService,
    private readonly mail: MailService,
    private readonly events: EventsService,
  ) {}

  /** Makes an account that waits for its owner, and sends the link. @throws EmailTaken, WrongAddress */
  invite(input: Pick<NewAccount, 'email' | 'name' | 'roles'> & { locale: Locale }): Promise<string> {
    return this.db.transaction(async () => {
      allow(canManageAccounts(Current.actor));
      const id = await this.accounts.create(input);
      await this.sendLink(await this.db.one(Account, id));
      return id;
    });
  }

  /** A new link for who has not come yet, or was closed and comes back. @throws NotInvited */
  inviteAgain(accountId: string): Promise<void> {
    return this.db.transaction(async () => {
      allow(canManageAccounts(Current.actor));
      const account = await this.db.one(Account, accountId);
      account.inviteAgain();
      await this.db.repo(Account).save(account);
      await this.sendLink(account);
    });
  }

  /** @throws TicketSpent, PasswordTooShort, PasswordTooCommon */
  async accept(token: string, name: string, password: string): Promise<void> {
    const invited = await this.db.read(() => this.tickets.look(token, 'invitation'));
    this.passwords.check(password, [invited.email, name]);
    const hash = await this.passwords.hash(password);
    await this.db.transaction(async () => {
      const account = await this.tickets.use(token, 'invitation');
      account.activate(name, hash);
      await this.db.repo(Account).save(account);
      await this.events.record({ type: 'account.activated', subject: account.id });
    });
  }

  private async sendLink(account: Account): Promise<void> {
    const link = await this.tickets.issue(account.id, 'invitation');
    const institution = localized(Current.institution.name, account.locale);
    const { name, email } = account;
    await inLanguage(account.locale, () =>
      this.mail.sendLater({
        purpose: 'account-invitation',
        referenceId: account.id,
        to: { name, address: email },
        fromName: institution,
        subject: t('accounts.mail.invite_subject', { institution }),
        text: t('accounts.mail.invite_text', { institution, name, email, link, inviter: Current.actor.name }),
        language: account.locale,
      }),
    );
    await this.events.record({ type: 'account.invited', subject: account.id });
  }
}
