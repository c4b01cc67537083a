import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { JobsService } from '../platform/jobs/jobs.service.js';
import { networkOf, type Limit, LimitsService } from '../platform/limits/limits.service.js';
import { MailService } from '../platform/mail/mail.service.js';
import { Account } from './account.entity.js';
import { AccountsService } from './accounts.service.js';
import { TicketsService } from './tickets.service.js';

const PER_MAILBOX: Limit = { name: 'reset-mailbox', points: 3, seconds: 3600 };
const PER_NETWORK: Limit = { name: 'reset-network', points: 20, seconds: 3600 };

/** The link by which somebody sets a new password: asked for by anybody, sent to the owner of the e-mail. */
@Injectable()
export class ResetLinksService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly accounts: AccountsService,
    private readonly tickets: TicketsService,
    private readonly limits: LimitsService,
    private readonly jobs: JobsService,
    private readonly mail: MailService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('accounts.send-reset', (data) => this.send(data['accountId'] ? String(data['accountId']) : null));
  }

  /**
   * Asks for a link. A job is written whether or not the e-mail has an account, so that neither the answer nor its time
   * tells. @throws TooManyTries
   */
  async ask(email: string, address: string | undefined): Promise<void> {
    await this.limits.take(PER_NETWORK, networkOf(address));
    await this.limits.take(PER_MAILBOX, `${Current.institutionId} ${email.toLowerCase()}`);
    await this.db.transaction(async () => {
      const account = await this.accounts.byEmail(email);
      await this.jobs.enqueue('accounts.send-reset', { accountId: account?.state === 'active' ? account.id : null });
    });
  }

  /** Sends the link; for an unknown e-mail there is nothing to do. */
  async send(accountId: string | null): Promise<void> {
    if (!accountId) return;
    await this.db.transaction(async () => {
      const account = await this.db.one(Account, accountId);
      if (account.state !== 'active') return;
      const link = await this.tickets.issue(account.id, 'reset');
      const institution = localized(Current.institution.name, account.locale);
      await inLanguage(account.locale, () =>
        this.mail.sendLater({
          purpose: 'password-reset',
          referenceId: account.id,
          to: { name: account.name, address: account.email },
          fromName: institution,
          subject: t('accounts.mail.reset_subject', { institution }),
          text: t('accounts.mail.reset_text', { institution, name: account.name, link }),
          language: account.locale,
        }),
      );
    });
  }
}
