import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import type { MailingKind, MailingState } from './mailing.states.js';

export interface MailingRow {
  id: string;
  kind: MailingKind;
  state: MailingState;
  created_at: Temporal.Instant;
  author: string | null;
  total: number;
  out: number;
  refused: number;
}

export interface MailingHead extends MailingRow {
  invitation_id: string;
  activity_id: string;
  author_id: string | null;
  submitted_by: string | null;
  submitter: string | null;
  approver: string | null;
  returned_for: string | null;
  started_at: Temporal.Instant | null;
  with_letter: boolean;
}

export interface LogRow {
  recipient_id: string;
  name: string;
  post: string;
  email: string | null;
  language: string;
  what: LogState;
  message_id: string | null;
  answer: string | null;
  attempts: number;
  at: Temporal.Instant | null;
  next_at: Temporal.Instant | null;
}

export const LOG_STATES = [
  'waiting',
  'queued',
  'sent',
  'deferred',
  'unknown',
  'bounced',
  'withdrawn',
  'left_out',
  'passed_over',
] as const;
export type LogState = (typeof LOG_STATES)[number];
export const LOG_PAGE = 50;

/** One word for where a letter is: the list's as long as it is not written, then the message's. */
const WHAT = `case when l.state <> 'written' then l.state when m.state in ('queued', 'held', 'sending') then 'queued' else coalesce(m.state, 'sent') end`;
const LETTERS = `mailing_recipient l left join message m on m.institution_id = l.institution_id and m.id = l.message_id`;

@Injectable()
export class MailingsQueries {
  constructor(private readonly db: Db) {}

  /** The mailings of an invitation, newest first, each with how far it is. */
  of(invitationId: string): Promise<MailingRow[]> {
    return this.db.rows<MailingRow>(
      `${this.select('g.invitation_id = $2')} order by g.created_at desc, g.id desc limit 30`,
      [Current.institutionId, invitationId],
    );
  }

  async head(id: string): Promise<MailingHead | undefined> {
    const [row] = await this.db.rows<MailingHead>(this.select('g.id = $2'), [Current.institutionId, id]);
    return row;
  }

  /** How many letters are in each place. */
  async counts(id: string): Promise<Map<LogState, number>> {
    const rows = await this.db.rows<{ what: LogState; count: number }>(
      `select ${WHAT} as what, count(*)::int as count from ${LETTERS} where l.institution_id = $1 and l.mailing_id = $2 group by 1`,
      [Current.institutionId, id],
    );
    return new Map(rows.map(({ what, count }) => [what, count]));
  }

  log(id: string, filter: LogState | null, page: number): Promise<LogRow[]> {
    return this.db.rows<LogRow>(
      `select r.id as recipient_id, r.name, r.post, r.email, r.language, ${WHAT} as what, m.id as message_id, m.last_answer as answer, coalesce(m.attempts, 0) as attempts,
              coalesce(m.sent_at, m.updated_at) as at, m.next_attempt_at as next_at
         from ${LETTERS} join recipient r on r.institution_id = l.institution_id and r.id = l.recipient_id
        where l.institution_id = $1 and l.mailing_id = $2 and ($3::text is null or ${WHAT} = $3) order by r.id limit $4 offset $5`,
      [Current.institutionId, id, filter, LOG_PAGE, (page - 1) * LOG_PAGE],
    );
  }

  private select(where: string): string {
    // Done with its last letter: the job that ends it looks only every few seconds.
    return `select g.id, g.invitation_id, g.activity_id, g.kind,
        case when g.state = 'sending' and n.total > 0 and n.out = n.total then 'sent' else g.state end as state, g.created_at, g.started_at, g.author_id, g.submitted_by, g.returned_for, g.with_letter,
        a.name as author, s.name as submitter, p.name as approver, n.total, n.out, n.refused
      from mailing g
      left join account a on a.institution_id = g.institution_id and a.id = g.author_id
      left join account s on s.institution_id = g.institution_id and s.id = g.submitted_by
      left join account p on p.institution_id = g.institution_id and p.id = g.approved_by
      cross join lateral (select (count(*) filter (where l.state in ('waiting', 'written')))::int as total,
                                 (count(*) filter (where l.state = 'written' and m.state not in ('queued', 'held', 'sending')))::int as out,
                                 (count(*) filter (where m.state = 'bounced'))::int as refused
                            from ${LETTERS} where l.institution_id = g.institution_id and l.mailing_id = g.id) n
     where g.institution_id = $1 and ${where}`;
  }
}
