import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EndingTerm, type Hanging, TermEndShares } from '../institution/term-end.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { FeedScope } from './feed.entity.js';
import { FeedsService } from './feeds.service.js';

interface HangingFeed {
  scope_kind: FeedScope;
  scope_id: string;
  name: string;
  whose: string | null;
}

/**
 * Calendar links that end with a term: those of an ending body, and those of people who lose their last seat and have no
 * account here, so that nobody could take the link away later. Who still signs in keeps his own calendar.
 */
@Injectable()
export class FeedsAtTermEnd implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly feeds: FeedsService,
    private readonly shares: TermEndShares,
  ) {}

  onModuleInit(): void {
    this.shares.add({
      id: 'feeds',
      label: 'calendar.term-end.title',
      order: 20,
      preview: (term) => this.preview(term),
      revoke: (term) => this.revoke(term),
    });
  }

  private async preview(term: EndingTerm): Promise<Hanging[]> {
    return (await this.hanging(term)).map(({ name, whose }) => ({ what: name, whose: whose ?? '' }));
  }

  private async revoke(term: EndingTerm): Promise<number> {
    const scopes = new Map((await this.hanging(term)).map((one) => [`${one.scope_kind}:${one.scope_id}`, one]));
    let count = 0;
    for (const { scope_kind, scope_id } of scopes.values()) count += await this.feeds.revokeOf(scope_kind, scope_id);
    return count;
  }

  private hanging({ bodies, personIds }: EndingTerm): Promise<HangingFeed[]> {
    return this.db.rows(
      `select f.scope_kind, f.scope_id, f.name, nullif(concat_ws(' ', nullif(p.given_name, ''), p.family_name), '') as whose
         from feed f left join person p on p.institution_id = f.institution_id and p.id::text = f.scope_id and f.scope_kind = 'person'
        where f.institution_id = $1 and f.revoked_at is null
          and (f.scope_id = any($2::text[])
            or f.scope_kind = 'person' and f.scope_id = any($3::text[]) and not exists (
              select 1 from account a where a.institution_id = f.institution_id and a.person_id::text = f.scope_id and a.state = 'active'))
        order by f.name, f.id`,
      [Current.institutionId, bodies.map(({ id }) => id), personIds],
    );
  }
}
