import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EndingTerm, type Hanging, TermEndShares } from '../institution/term-end.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { t } from '../platform/i18n/translate.js';
import { RoleGrant } from './role-grant.entity.js';

interface GrantRow {
  id: string;
  account_id: string;
  account: string;
  role: string;
  scope_id: string;
}

/** Roles whose scope is a body end with it; its secretary keeps the access in the body that carries it on. */
@Injectable()
export class GrantsAtTermEnd implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly shares: TermEndShares,
  ) {}

  onModuleInit(): void {
    this.shares.add({
      id: 'grants',
      label: 'accounts.term-end.title',
      order: 10,
      preview: (term) => this.preview(term),
      revoke: (term) => this.revoke(term),
    });
  }

  private async preview(term: EndingTerm): Promise<Hanging[]> {
    const carried = new Set(term.bodies.filter(({ isCarried }) => isCarried).map(({ id }) => id));
    return (await this.hanging(term)).map(({ account, role, scope_id }) => ({
      what: t(isKept(role) && carried.has(scope_id) ? 'accounts.term-end.renewed' : 'accounts.term-end.ends', {
        role: t(`accounts.role.${role}`),
      }),
      whose: account,
    }));
  }

  private async revoke(term: EndingTerm): Promise<number> {
    const successors = new Map(term.bodies.map(({ id, successorId }) => [id, successorId]));
    const rows = await this.hanging(term);
    for (const row of rows) {
      const grant = await this.db.one(RoleGrant, row.id);
      // A grant that begins later than the term never held: it goes as a whole.
      if (Temporal.PlainDate.compare(grant.startsOn, term.lastDay) > 0)
        await this.db.repo(RoleGrant).delete({ institutionId: grant.institutionId, id: grant.id });
      else await this.db.repo(RoleGrant).save(Object.assign(grant, { endsOn: term.lastDay }));
      const data = { role: row.role, scopeKind: 'body', scopeId: row.scope_id };
      await this.events.record({ type: 'account.role_withdrawn', subject: row.account_id, data });
      const successor = successors.get(row.scope_id);
      if (isKept(row.role) && successor) await this.renew(row, successor, term.lastDay.add({ days: 1 }));
    }
    return rows.length;
  }

  private async renew({ account_id, role }: GrantRow, scopeId: string, startsOn: Temporal.PlainDate): Promise<void> {
    const grant = Object.assign(new RoleGrant(), { accountId: account_id, role, scopeKind: 'body', scopeId, startsOn });
    await this.db.repo(RoleGrant).insert(Object.assign(grant, { endsOn: null }));
    const data = { role, scopeKind: 'body', scopeId };
    await this.events.record({ type: 'account.role_granted', subject: account_id, data });
  }

  private hanging({ bodies, lastDay }: EndingTerm): Promise<GrantRow[]> {
    return this.db.rows<GrantRow>(
      `select g.id, g.account_id, a.name as account, g.role, g.scope_id from role_grant g
         join account a on a.institution_id = g.institution_id and a.id = g.account_id
        where g.institution_id = $1 and g.scope_kind = 'body' and g.scope_id = any($2::text[])
          and (g.ends_on is null or g.ends_on > $3) order by a.name, g.id`,
      [Current.institutionId, bodies.map(({ id }) => id), lastDay],
    );
  }
}

// Who works for the group goes on; who chairs it, or sits in it, is chosen anew.
const isKept = (role: string): boolean => role === 'body-secretary';
