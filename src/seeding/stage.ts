import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService, type NewAccount } from '../accounts/accounts.service.js';
import { Current, type Actor } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';

/** Tables whose rows a file may name. */
type Table =
  | 'body_rule'
  | 'foreign_contact'
  | 'organisation'
  | 'person'
  | 'post'
  | 'precedence_rank'
  | 'membership'
  | 'venue'
  | 'vehicle'
  | 'interpreter'
  | 'activity'
  | 'body'
  | 'seat';

/** What seed and demo stand on: the application's services, and a way to ask whether a row is there already. */
export class Stage {
  readonly db: Db;
  /** Rows that were made because they were not there. */
  made = 0;

  constructor(readonly app: INestApplicationContext) {
    this.db = app.get(Db);
  }

  get<T>(service: abstract new (...args: never[]) => T): T {
    return this.app.get(service as never);
  }

  /** Makes a row of this id unless it is there. @returns the id */
  async once(table: Table, id: string, make: () => Promise<unknown>): Promise<string> {
    const found = await this.db.rows(`select 1 from ${table} where institution_id = $1 and id = $2`, [
      Current.institutionId,
      id,
    ]);
    if (found.length === 0) {
      await make();
      this.made += 1;
    }
    return id;
  }

  /** The account of this address, made where there is none. @returns its id */
  async account(input: NewAccount): Promise<string> {
    const accounts = this.get(AccountsService);
    const known = await accounts.byEmail(input.email);
    if (known) return known.id;
    this.made += 1;
    return accounts.create(input);
  }

  /** Who acts, with the roles of today: what is done in his name is allowed or refused as on a page. */
  async actor(accountId: string): Promise<Actor> {
    const [row] = await this.db.rows<{
      person_id: string | null;
      name: string;
      email: string;
      grants: Actor['grants'];
    }>(
      `select a.person_id, a.name, a.email, coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id))
           from role_grant g where g.institution_id = a.institution_id and g.account_id = a.id), '[]') as grants
         from account a where a.institution_id = $1 and a.id = $2`,
      [Current.institutionId, accountId],
    );
    if (!row) throw new Error(`There is no account ${accountId}.`);
    return {
      accountId,
      personId: row.person_id,
      name: row.name,
      email: row.email,
      grants: row.grants,
      tokenScopes: null,
    };
  }
}
