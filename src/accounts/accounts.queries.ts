import { Injectable } from '@nestjs/common';
import { type Actor, Current, type Grant } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { Role } from '../platform/permissions/permissions.service.js';
import { NotFound } from '../platform/errors.js';
import type { AccountState } from './account.entity.js';

export interface GrantRow {
  id: string;
  role: Role;
  scopeKind: 'institution' | 'body' | 'country' | 'activity';
  scopeId: string | null;
  startsOn: string;
  endsOn: string | null;
  /** Holds today. */
  holds: boolean;
}

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  state: AccountState;
  locale: string;
  grants: GrantRow[];
  seen_at: Temporal.Instant | null;
  total: number;
}

export interface AccountFilter {
  q?: string;
  role?: string;
  state?: string;
  sort?: string;
  page: number;
}

export const PAGE_SIZE = 50;
// The whole of what may stand after `order by`: never built from what was asked.
const ORDERS: Record<string, string> = {
  name: 'a.name, a.id',
  '-name': 'a.name desc, a.id',
  seen: 'seen_at nulls first, a.id',
  '-seen': 'seen_at desc nulls last, a.id',
};

const COLUMNS = `a.id, a.name, a.email, a.state, a.locale,
  (select max(s.seen_at) from session s where s.institution_id = a.institution_id and s.account_id = a.id) as seen_at,
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id,
      'startsOn', g.starts_on, 'endsOn', g.ends_on, 'holds', g.starts_on <= $2 and (g.ends_on is null or g.ends_on >= $2)) order by g.starts_on, g.role)
    from role_grant g where g.institution_id = a.institution_id and g.account_id = a.id), '[]') as grants`;

@Injectable()
export class AccountsQueries {
  constructor(private readonly db: Db) {}

  /** Who an account is and may be today, as if it had signed in: for links and programs that act in its name. Null where it is not active. */
  async actor(accountId: string): Promise<Actor | null> {
    const [row] = await this.db.rows<{ person_id: string | null; name: string; email: string; grants: Grant[] }>(
      `select a.person_id, a.name, a.email,
              coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id))
                 from role_grant g where g.institution_id = a.institution_id and g.account_id = a.id
                  and g.starts_on <= (now() at time zone $3)::date
                  and (g.ends_on is null or g.ends_on >= (now() at time zone $3)::date)), '[]') as grants
         from account a where a.institution_id = $1 and a.id = $2 and a.state = 'active'`,
      [Current.institutionId, accountId, Current.institution.timeZone],
    );
    if (!row) return null;
    const { person_id: personId, name, email, grants } = row;
    return { accountId, personId, name, email, grants, tokenScopes: null };
  }

  /** People with access, their roles and when they were last here; one statement whatever their number. */
  list(filter: AccountFilter): Promise<AccountRow[]> {
    const order = ORDERS[filter.sort ?? 'name'] ?? ORDERS['name'];
    return this.db.rows<AccountRow>(
      `select ${COLUMNS}, count(*) over () as total from account a
        where a.institution_id = $1
          and ($3::text is null or position(lower($3) in lower(a.name)) > 0 or position(lower($3) in lower(a.email)) > 0)
          and ($4::text is null or exists (select from role_grant r where r.institution_id = a.institution_id and r.account_id = a.id
                and r.role = $4 and r.starts_on <= $2 and (r.ends_on is null or r.ends_on >= $2)))
          and ($5::text is null or a.state = $5)
        order by ${order} limit $6 offset $7`,
      [
        Current.institutionId,
        this.today(),
        filter.q ?? null,
        filter.role ?? null,
        filter.state ?? null,
        PAGE_SIZE,
        (filter.page - 1) * PAGE_SIZE,
      ],
    );
  }

  /** @throws NotFound */
  async one(id: string): Promise<AccountRow> {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound();
    const [row] = await this.db.rows<AccountRow>(
      `select ${COLUMNS}, 1 as total from account a where a.institution_id = $1 and a.id = $3`,
      [Current.institutionId, this.today(), id],
    );
    if (!row) throw new NotFound();
    return row;
  }

  /** The same where no unit of work is open: the form that comes back from a POST. */
  readOne(id: string): Promise<AccountRow> {
    return this.db.read(() => this.one(id));
  }

  /**
   * Accounts that hold one of these roles today, over the institution or over the scope named: whom a job tells.
   * @returns ids with name, e-mail and language of mail
   */
  holding(roles: readonly Role[], scope?: { kind: 'body' | 'country' | 'activity'; id: string }) {
    return this.db.rows<{ id: string; name: string; email: string; locale: string; person_id: string | null }>(
      `select distinct a.id, a.name, a.email, a.locale, a.person_id from account a
         join role_grant g on g.institution_id = a.institution_id and g.account_id = a.id
        where a.institution_id = $1 and a.state = 'active' and g.role = any($2)
          and g.starts_on <= $3 and (g.ends_on is null or g.ends_on >= $3)
          and (g.scope_kind = 'institution' or (g.scope_kind = $4 and g.scope_id = $5))
        order by a.name, a.id`,
      [Current.institutionId, roles, this.today(), scope?.kind ?? null, scope?.id ?? null],
    );
  }

  /** Active accounts of these ids: whom a job tells. */
  active(ids: readonly string[]) {
    return this.db.rows<{ id: string; name: string; email: string; locale: string }>(
      `select id, name, email, locale from account
        where institution_id = $1 and state = 'active' and id = any($2::uuid[]) order by name, id`,
      [Current.institutionId, ids],
    );
  }

  private today(): Temporal.PlainDate {
    return Temporal.Now.plainDateISO(Current.institution.timeZone);
  }
}
