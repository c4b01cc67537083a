import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Current, type Actor, type Grant } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { hashToken } from '../platform/secrets/secrets.service.js';
import { SessionCookie } from './session-cookie.js';
import { IDLE } from './sessions.service.js';

interface ActorRow {
  account_id: string;
  person_id: string | null;
  name: string;
  email: string;
  grants: Grant[];
  scopes: string[] | null;
  is_stale: boolean;
}

/** The account and what it may today, in the institution's own day. */
const WHO = `a.id as account_id, a.person_id, a.name, a.email,
  coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id))
     from role_grant g where g.institution_id = a.institution_id and g.account_id = a.id
      and g.starts_on <= (now() at time zone $3)::date
      and (g.ends_on is null or g.ends_on >= (now() at time zone $3)::date)), '[]') as grants`;

const BY_SESSION = `select ${WHO}, null::text[] as scopes, s.seen_at < now() - interval '1 minute' as is_stale
  from session s join account a on a.institution_id = s.institution_id and a.id = s.account_id
 where s.institution_id = $1 and s.id_hash = $2 and a.state = 'active'
   and s.expires_at > now() and s.seen_at > now() - make_interval(secs => $4)`;

const BY_TOKEN = `select ${WHO}, k.scopes, k.last_used_at is null or k.last_used_at < now() - interval '1 minute' as is_stale
  from access_token k join account a on a.institution_id = k.institution_id and a.id = k.account_id
 where k.institution_id = $1 and k.token_hash = $2 and a.state = 'active'
   and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`;

/** Says who signed a request: the holder of a session cookie, or of a personal access token on the API. */
@Injectable()
export class ActorSource {
  constructor(
    private readonly db: Db,
    private readonly cookie: SessionCookie,
  ) {}

  async of(request: Request): Promise<Actor | null> {
    const bearer = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    // A request with a bearer passes the check for foreign sites, so its cookie must not speak for it.
    if (request.headers.authorization !== undefined) {
      return bearer && request.path.startsWith('/api/') ? this.byToken(hashToken(bearer)) : null;
    }
    const token = this.cookie.read(request);
    return token ? this.bySession(hashToken(token)) : null;
  }

  private async bySession(hash: Buffer): Promise<Actor | null> {
    const [row] = await this.ask('accounts.by_session', BY_SESSION, [
      hash,
      Current.institution.timeZone,
      IDLE.total('seconds'),
    ]);
    if (row?.is_stale)
      await this.note('update session set seen_at = now() where institution_id = $1 and id_hash = $2', hash);
    return row ? actorOf(row) : null;
  }

  private async byToken(hash: Buffer): Promise<Actor | null> {
    const [row] = await this.ask('accounts.by_token', BY_TOKEN, [hash, Current.institution.timeZone]);
    if (row?.is_stale)
      await this.note(
        'update access_token set last_used_at = now() where institution_id = $1 and token_hash = $2',
        hash,
      );
    return row ? actorOf(row) : null;
  }

  private ask(name: string, sql: string, params: unknown[]): Promise<ActorRow[]> {
    return this.db.read(() => this.db.prepared<ActorRow>(name, sql, [Current.institutionId, ...params]));
  }

  private async note(sql: string, hash: Buffer): Promise<void> {
    await this.db.transaction(() => this.db.rows(sql, [Current.institutionId, hash]));
  }
}

const actorOf = (row: ActorRow): Actor => ({
  accountId: row.account_id,
  personId: row.person_id,
  name: row.name,
  email: row.email,
  grants: row.grants,
  tokenScopes: row.scopes,
});
