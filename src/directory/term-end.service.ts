import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EndingTerm, type Hanging, TermEndShares } from '../institution/term-end.registry.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { localized } from '../platform/i18n/translate.js';
import { Membership } from './membership.entity.js';

interface HangingMembership {
  id: string;
  organisation: LocalizedText;
  post: LocalizedText | null;
  person: string;
}

/** Memberships that were given for a convocation end with it: the mandate, the place in its faction or committee. */
@Injectable()
export class MembershipsAtTermEnd implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly shares: TermEndShares,
  ) {}

  onModuleInit(): void {
    this.shares.add({
      id: 'memberships',
      label: 'directory.term-end.title',
      order: 5,
      preview: (term) => this.preview(term),
      revoke: (term) => this.revoke(term),
    });
  }

  private async preview(term: EndingTerm): Promise<Hanging[]> {
    return (await this.hanging(term)).map(({ organisation, post, person }) => ({
      what: [post && localized(post), localized(organisation)].filter(Boolean).join(', '),
      whose: person,
    }));
  }

  private async revoke(term: EndingTerm): Promise<number> {
    const rows = await this.hanging(term);
    for (const { id } of rows) {
      const membership = await this.db.one(Membership, id);
      // What was to begin later ends on the day on which it begins, as seats do.
      const isLater = membership.startsOn && Temporal.PlainDate.compare(membership.startsOn, term.lastDay) > 0;
      membership.endWithTerm(isLater ? membership.startsOn! : term.lastDay);
      await this.db.repo(Membership).save(membership);
      await this.events.record({ type: 'membership.ended', subject: membership.personId, data: { membership: id } });
    }
    return rows.length;
  }

  private hanging({ convocationId, lastDay }: EndingTerm): Promise<HangingMembership[]> {
    return this.db.rows<HangingMembership>(
      `select m.id, o.name as organisation, coalesce(q.label, m.role) as post,
              concat_ws(' ', nullif(p.given_name, ''), p.family_name) as person
         from membership m
         join organisation o on o.institution_id = m.institution_id and o.id = m.organisation_id
         join known_person p on p.institution_id = m.institution_id and p.known_as = m.person_id
         left join post q on q.institution_id = m.institution_id and q.id = m.post_id
        where m.institution_id = $1 and m.convocation_id = $2 and m.state <> 'ended' and (m.ends_on is null or m.ends_on >= $3)
        order by o.search_text, p.sort_name, m.id`,
      [Current.institutionId, convocationId, lastDay],
    );
  }
}
