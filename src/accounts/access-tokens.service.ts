import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { newToken } from '../platform/secrets/secrets.service.js';
import { AccessToken } from './access-token.entity.js';

export class TooManyTokens extends DomainError {
  constructor() {
    super('accounts.error.too_many_tokens', {}, { field: 'tokenName' });
  }
}

const MOST = 20;

/** Personal access tokens: what a program may do in its owner's name. */
@Injectable()
export class AccessTokensService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /**
   * Makes a token of the current actor, good through `expiresOn` in the institution's zone.
   * @returns the token itself, which nothing shows again @throws TooManyTokens
   */
  make(name: string, scopes: ('read' | 'write')[], expiresOn?: Temporal.PlainDate): Promise<string> {
    return this.db.transaction(async () => {
      const { accountId } = Current.actor;
      if ((await this.list(accountId)).length >= MOST) throw new TooManyTokens();
      const { token, hash } = newToken('et');
      const made = new AccessToken();
      const expiresAt = expiresOn?.add({ days: 1 }).toZonedDateTime(Current.institution.timeZone).toInstant() ?? null;
      Object.assign(made, { accountId, name, scopes, tokenHash: hash, expiresAt });
      await this.db.repo(AccessToken).insert(made);
      await this.events.record({ type: 'account.token_made', subject: accountId, data: { token: made.id, scopes } });
      return token;
    });
  }

  /** Of the current actor only: another's token is not there. */
  revoke(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const token = await this.db.one(AccessToken, id);
      token.revoke(Current.actor.accountId);
      await this.db.repo(AccessToken).save(token);
      await this.events.record({ type: 'account.token_revoked', subject: token.accountId, data: { token: id } });
    });
  }

  /** Those that still open something, the newest first. */
  list(accountId: string): Promise<AccessToken[]> {
    return this.db
      .repo(AccessToken)
      .createQueryBuilder('k')
      .where('k.institutionId = :institution and k.accountId = :accountId', {
        institution: Current.institutionId,
        accountId,
      })
      .andWhere('k.revokedAt is null and (k.expiresAt is null or k.expiresAt > now())')
      .orderBy('k.id', 'DESC')
      .getMany();
  }
}
