import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { hashToken, newToken } from '../platform/secrets/secrets.service.js';
import { Account } from './account.entity.js';
import { TicketSpent } from './account.errors.js';
import { AccountTicket } from './account-ticket.entity.js';

const LIFE = { invitation: Temporal.Duration.from({ hours: 7 * 24 }), reset: Temporal.Duration.from({ hours: 1 }) };
const PATH = { invitation: 'welcome', reset: 'password-reset' };

@Injectable()
export class TicketsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
  ) {}

  /** Draws a ticket; earlier ones of its kind open nothing any more. @returns the link, of BASE_URL whatever host was asked */
  issue(accountId: string, kind: AccountTicket['kind']): Promise<string> {
    return this.db.transaction(async () => {
      await this.spendAll(accountId, kind);
      const { token, hash } = newToken('ek');
      const ticket = new AccountTicket();
      Object.assign(ticket, { accountId, kind, tokenHash: hash, expiresAt: Temporal.Now.instant().add(LIFE[kind]) });
      await this.db.repo(AccountTicket).insert(ticket);
      return `${this.config.BASE_URL}/${Current.institution.slug}/${PATH[kind]}/${token}`;
    });
  }

  /** Whose ticket it is, while it is good. @throws TicketSpent */
  async look(token: string, kind: AccountTicket['kind']): Promise<Account> {
    return (await this.find(token, kind)).account;
  }

  /** The same for a page: null where the ticket is spent. */
  async glance(token: string, kind: AccountTicket['kind']): Promise<Account | null> {
    try {
      return await this.db.read(() => this.look(token, kind));
    } catch (error) {
      if (error instanceof TicketSpent) return null;
      throw error;
    }
  }

  /** Uses it up; needs an open unit of work. @throws TicketSpent */
  async use(token: string, kind: AccountTicket['kind']): Promise<Account> {
    const { ticket, account } = await this.find(token, kind, true);
    await this.db.repo(AccountTicket).save(ticket);
    await this.spendAll(account.id, kind);
    return account;
  }

  async spendAll(accountId: string, kind: AccountTicket['kind']): Promise<void> {
    await this.db.rows(
      'update account_ticket set used_at = now() where institution_id = $1 and account_id = $2 and kind = $3 and used_at is null',
      [Current.institutionId, accountId, kind],
    );
  }

  private async find(token: string, kind: AccountTicket['kind'], lock = false) {
    const where = { institutionId: Current.institutionId, tokenHash: hashToken(token), kind };
    const ticket = await this.db
      .repo(AccountTicket)
      .findOne({ where, ...(lock ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
    if (!ticket) throw new TicketSpent();
    ticket.use();
    const account = await this.db.one(Account, ticket.accountId);
    if (account.state !== (kind === 'invitation' ? 'invited' : 'active')) throw new TicketSpent();
    return { ticket, account };
  }
}
