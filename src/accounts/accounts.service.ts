import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Current, type Grant, type Locale } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import type { Role } from '../platform/permissions/permissions.service.js';
import { Account } from './account.entity.js';
import { EmailTaken, LastAdministrator, RoleHeldAlready } from './account.errors.js';
import { canManageAccounts } from './account.rules.js';
import { PasswordsService } from './passwords.service.js';
import { RoleGrant } from './role-grant.entity.js';
import { SessionsService } from './sessions.service.js';

export interface NewGrant {
  role: Role;
  scopeKind?: Grant['scopeKind'];
  scopeId?: string | null;
  startsOn?: Temporal.PlainDate | undefined;
  endsOn?: Temporal.PlainDate | null | undefined;
}

export interface NewAccount {
  email: string;
  name: string;
  roles?: (Role | NewGrant)[];
  personId?: string | null;
  /** With a password, or the hash of one, the account is active at once; else it is invited. */
  password?: string;
  passwordHash?: string;
  locale?: Locale;
}

@Injectable()
export class AccountsService {
  constructor(
    private readonly db: Db,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly events: EventsService,
  ) {}

  /**
   * Makes an account with its roles, asking nobody's leave: for the seed, and for verbs that have asked.
   * Pass one `passwordHash` (of `PasswordsService.hash`) where many are made. @returns its id
   * @throws EmailTaken, PasswordTooShort, PasswordTooCommon
   */
  async create(input: NewAccount): Promise<string> {
    if (input.password !== undefined) this.passwords.check(input.password, [input.email, input.name]);
    const passwordHash =
      input.password === undefined ? (input.passwordHash ?? null) : await this.passwords.hash(input.password);
    return this.db.transaction(async () => {
      const email = input.email.trim().toLowerCase();
      if (await this.byEmail(email)) throw new EmailTaken();
      const account = new Account();
      Object.assign(account, {
        email,
        name: input.name,
        personId: input.personId ?? null,
        locale: input.locale ?? 'en',
      });
      if (passwordHash) account.activate(input.name, passwordHash);
      await this.db.repo(Account).insert(account);
      for (const role of input.roles ?? []) await this.give(account.id, typeof role === 'string' ? { role } : role);
      await this.events.record({ type: 'account.created', subject: account.id });
      return account.id;
    });
  }

  byEmail(email: string): Promise<Account | null> {
    return this.db
      .repo(Account)
      .createQueryBuilder('a')
      .where('a.institutionId = :institution and lower(a.email) = lower(:email)', {
        institution: Current.institutionId,
        email,
      })
      .getOne();
  }

  /** Gives a role from today, or from its own day. @throws RoleHeldAlready */
  grant(accountId: string, grant: NewGrant): Promise<void> {
    return this.db.transaction(async () => {
      allow(canManageAccounts(Current.actor));
      const account = await this.db.one(Account, accountId);
      const held = await this.db.repo(RoleGrant).findBy({
        institutionId: Current.institutionId,
        accountId,
        role: grant.role,
        scopeKind: grant.scopeKind ?? 'institution',
        scopeId: grant.scopeId ?? IsNull(),
      });
      const from = grant.startsOn ?? today();
      if (held.some((one) => one.holdsOn(from))) throw new RoleHeldAlready();
      await this.give(account.id, grant);
    });
  }

  /** Takes a role away at once; what was done under it keeps its history. @throws LastAdministrator */
  withdraw(accountId: string, grantId: string): Promise<void> {
    return this.db.transaction(async () => {
      allow(canManageAccounts(Current.actor));
      const grant = await this.db.one(RoleGrant, grantId);
      allow(grant.accountId === accountId);
      await this.db.repo(RoleGrant).delete({ institutionId: grant.institutionId, id: grant.id });
      await this.mustHaveAdministrator();
      await this.events.record({
        type: 'account.role_withdrawn',
        subject: accountId,
        data: {
          role: grant.role,
          scopeKind: grant.scopeKind,
          scopeId: grant.scopeId,
          since: grant.startsOn.toString(),
        },
      });
    });
  }

  /** Nobody signs in with it again, and all its browsers and tokens are out. @throws LastAdministrator */
  close(accountId: string): Promise<void> {
    return this.db.transaction(async () => {
      allow(canManageAccounts(Current.actor));
      const account = await this.db.one(Account, accountId);
      account.close();
      await this.db.repo(Account).save(account);
      await this.sessions.closeAll(account.id);
      await this.db.rows(
        'update access_token set revoked_at = now() where institution_id = $1 and account_id = $2 and revoked_at is null',
        [account.institutionId, account.id],
      );
      await this.mustHaveAdministrator();
      await this.events.record({ type: 'account.closed', subject: account.id });
    });
  }

  private async give(accountId: string, input: NewGrant): Promise<void> {
    const grant = new RoleGrant();
    Object.assign(grant, {
      accountId,
      role: input.role,
      scopeKind: input.scopeKind ?? 'institution',
      scopeId: input.scopeId ?? null,
      startsOn: input.startsOn ?? today(),
      endsOn: input.endsOn ?? null,
    });
    await this.db.repo(RoleGrant).insert(grant);
    await this.events.record({
      type: 'account.role_granted',
      subject: accountId,
      data: { role: grant.role, scopeKind: grant.scopeKind, scopeId: grant.scopeId },
    });
  }

  /** Without one nobody could let anybody in again. */
  private async mustHaveAdministrator(): Promise<void> {
    const rows = await this.db.rows(
      `select 1 from role_grant g join account a on a.institution_id = g.institution_id and a.id = g.account_id
        where g.institution_id = $1 and g.role = 'tenant-admin' and g.scope_kind = 'institution' and a.state = 'active'
          and g.starts_on <= $2 and (g.ends_on is null or g.ends_on >= $2) limit 1`,
      [Current.institutionId, today()],
    );
    if (rows.length === 0) throw new LastAdministrator();
  }
}

/** The institution's own day, or before its zone is known the day in Greenwich. */
export function today(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO(Current.institution.timeZone ?? 'UTC');
}
