import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Waiting, WaitingSources } from '../../activities/waiting.registry.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { mayApproveMailing } from './mailing.rules.js';
import type { MailingKind } from './mailing.states.js';

interface OpenMailing {
  id: string;
  kind: MailingKind;
  state: 'draft' | 'awaiting' | 'approved';
  activity_id: string;
  body_id: string | null;
  author_id: string | null;
  submitted_by: string | null;
  submitter: string | null;
  returned_for: string | null;
  subject: LocalizedText;
  total: number;
}
const MOST = 50;

/** A mailing waits for whoever may approve it; approved or returned, for whoever drew it up. */
@Injectable()
export class MailingsWaiting implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly waiting: WaitingSources,
  ) {}

  onModuleInit(): void {
    this.waiting.add({ id: 'mailings', permission: 'invitations.send', of: (today) => this.of(today) });
  }

  private async of(today: Temporal.PlainDate): Promise<Waiting[]> {
    const { actor, institution } = Current;
    const rows = await this.db.rows<OpenMailing>(
      `select g.id, g.kind, g.state, g.activity_id, a.body_id, g.author_id, g.submitted_by, s.name as submitter, g.returned_for, i.subject,
              (select count(*)::int from mailing_recipient l where l.institution_id = $1 and l.mailing_id = g.id and l.state = 'waiting') as total
         from mailing g
         join invitation i on i.institution_id = g.institution_id and i.id = g.invitation_id
         join activity a on a.institution_id = g.institution_id and a.id = g.activity_id
         left join account s on s.institution_id = g.institution_id and s.id = g.submitted_by
        where g.institution_id = $1 and g.state in ('draft', 'awaiting', 'approved')
          and (g.state = 'awaiting' or ($2 in (g.author_id, g.submitted_by) and (g.state = 'approved' or g.returned_for is not null)))
        order by g.updated_at, g.id limit $3`,
      [institution.id, actor.accountId, MOST],
    );
    const own = rows.filter(
      (row) =>
        row.state !== 'awaiting' ||
        mayApproveMailing(
          actor,
          { authorId: row.author_id, submittedBy: row.submitted_by },
          { id: row.activity_id, bodyId: row.body_id },
        ),
    );
    return own.map((row) => ({
      id: `mailing-${row.id}`,
      label: t(`invitations.mailings.kind.${row.kind}`),
      what: localized(row.subject),
      why: t(`invitations.mailings.waiting.${row.state}`, {
        count: row.total,
        name: row.submitter ?? '–',
        reason: row.returned_for ?? '',
      }),
      href: `/${institution.slug}/activities/${row.activity_id}/invitations/mailings/${row.id}`,
      verb: t(`invitations.mailings.waiting.verb_${row.state}`),
      dueOn: today,
    }));
  }
}
