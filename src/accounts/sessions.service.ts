import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { hashToken, newToken } from '../platform/secrets/secrets.service.js';

/** An office day without a touch (docs/decisions/sessions.md) … */
export const IDLE = Temporal.Duration.from({ hours: 8 });
/** … and in no case longer. */
export const ABSOLUTE = Temporal.Duration.from({ hours: 12 });

export interface SessionRow {
  /** A name for the row that opens nothing: the first bytes of the hash. */
  id: string;
  created_at: Temporal.Instant;
  seen_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  user_agent: string | null;
  is_this: boolean;
}

/** Who is signed in, in which browsers. The table holds digests; the token itself is the browser's alone. */
@Injectable()
export class SessionsService {
  constructor(private readonly db: Db) {}

  /** Opens a session under a new token and ends `earlier`, the one that the browser came with. */
  async open(accountId: string, userAgent: string | undefined, earlier?: string): Promise<string> {
    const { token, hash } = newToken('es');
    await this.db.transaction(async () => {
      if (earlier) await this.close(earlier);
      await this.db.rows(`delete from session where institution_id = $1 and account_id = $2 and expires_at < now()`, [
        Current.institutionId,
        accountId,
      ]);
      await this.db.rows(
        `insert into session (institution_id, id_hash, account_id, expires_at, user_agent)
         values ($1, $2, $3, now() + make_interval(secs => $4), $5)`,
        [Current.institutionId, hash, accountId, ABSOLUTE.total('seconds'), userAgent?.slice(0, 300) ?? null],
      );
    });
    return token;
  }

  close(token: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows('delete from session where institution_id = $1 and id_hash = $2', [
        Current.institutionId,
        hashToken(token),
      ]);
    });
  }

  /** Signs out everywhere, but for the browser that holds `except`. */
  closeAll(accountId: string, except?: string): Promise<void> {
    return this.db.transaction(async () => {
      await this.db.rows(
        'delete from session where institution_id = $1 and account_id = $2 and ($3::bytea is null or id_hash <> $3)',
        [Current.institutionId, accountId, except ? hashToken(except) : null],
      );
    });
  }

  /** Ends one session of the account, named as `list` names it. */
  closeOne(accountId: string, id: string): Promise<void> {
    return this.db.transaction(async () => {
      const ended = await this.db.rows(
        `delete from session where institution_id = $1 and account_id = $2 and encode(substring(id_hash from 1 for 12), 'hex') = $3
         returning account_id`,
        [Current.institutionId, accountId, id],
      );
      if (ended.length === 0) throw new NotFound();
    });
  }

  /** The account's open sessions, the last used first. */
  list(accountId: string, current: string | undefined): Promise<SessionRow[]> {
    return this.db.rows<SessionRow>(
      `select encode(substring(id_hash from 1 for 12), 'hex') as id, created_at, seen_at, expires_at, user_agent,
              coalesce(id_hash = $3, false) as is_this
         from session
        where institution_id = $1 and account_id = $2 and expires_at > now() and seen_at > now() - make_interval(secs => $4)
        order by seen_at desc`,
      [Current.institutionId, accountId, current ? hashToken(current) : null, IDLE.total('seconds')],
    );
  }
}
