import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Actor, Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { Actors } from '../platform/permissions/actors.js';
import { EventsService } from '../platform/events/events.service.js';
import { hashToken, newToken } from '../platform/secrets/secrets.service.js';
import { AppPassword } from './app-password.entity.js';
import { FeedsService } from './feeds.service.js';

const MOST = 20;

export class TooManyAppPasswords extends DomainError {
  constructor() {
    super('calendar.error.too_many_passwords', {}, { field: 'name' });
  }
}

/** Passwords of calendar programs. 256 random bits each: found by their SHA-256, which needs no slow hash. */
@Injectable()
export class AppPasswordsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly actors: Actors,
    private readonly feeds: FeedsService,
  ) {}

  /**
   * Makes a password of the actor. Who has no link of their own programme yet gets one: the account shows the calendars of
   * one's links. @returns the password itself, which nothing shows again @throws TooManyAppPasswords
   */
  make(name: string): Promise<string> {
    return this.db.transaction(async () => {
      const { accountId, personId } = Current.actor;
      if ((await this.mine()).length >= MOST) throw new TooManyAppPasswords();
      const { token, hash } = newToken('ed');
      const made = new AppPassword();
      Object.assign(made, { accountId, name, secretHash: hash });
      await this.db.repo(AppPassword).insert(made);
      await this.events.record({
        type: 'account.calendar_password_made',
        subject: accountId,
        data: { password: made.id },
      });
      if (personId) await this.ownLink(personId);
      return token;
    });
  }

  /** Another's password is not there. @throws NotFound */
  revoke(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const password = await this.db.one(AppPassword, id);
      if (password.accountId !== Current.actor.accountId || password.revokedAt) throw new NotFound();
      password.revoke();
      await this.db.repo(AppPassword).save(password);
      const data = { password: id };
      await this.events.record({ type: 'account.calendar_password_revoked', subject: password.accountId, data });
    });
  }

  mine(): Promise<AppPassword[]> {
    return this.db.repo(AppPassword).find({
      where: { institutionId: Current.institutionId, accountId: Current.actor.accountId, revokedAt: IsNull() },
      order: { id: 'DESC' },
    });
  }

  /** Who signs with this name and password; null where it opens nothing. Within the institution of `institutionOf`. */
  async actorOf(user: string, password: string, client: string | undefined): Promise<Actor | null> {
    const found = await this.db.repo(AppPassword).findOne({
      where: { institutionId: Current.institutionId, secretHash: hashToken(password), revokedAt: IsNull() },
    });
    const actor = found && (await this.actors.ofAccount(found.accountId));
    if (!actor || actor.email.toLowerCase() !== user.trim().toLowerCase()) return null;
    const name =
      /^[\x20-\x7e]{1,60}/
        .exec(client ?? '')?.[0]
        ?.split(/[(;]/)[0]
        ?.trim() || null;
    await this.db.rows(
      `update app_password set last_used_at = now(), last_client = $3 where institution_id = $1 and id = $2
          and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
      [Current.institutionId, found.id, name],
    );
    return actor;
  }

  /** The institution that a password belongs to, or null. */
  async institutionOf(password: string): Promise<string | null> {
    const [id] = await this.db.crossing('institution_of_app_password', [hashToken(password)]);
    return id ?? null;
  }

  private async ownLink(personId: string): Promise<void> {
    const links = await this.feeds.mine();
    if (links.some((feed) => !feed.revokedAt && feed.scopeKind === 'person' && feed.scopeId === personId)) return;
    await this.feeds.subscribe({
      ...{ scopeKind: 'person', scopeId: personId, name: Current.actor.name.slice(0, 80) },
      ...{ language: Current.locale, confidential: 'full' },
    });
  }
}
