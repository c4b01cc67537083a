import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { AnswerTerms, Question, Representative } from './answering/answer-terms.rules.js';
import { POSTAL_ADDRESS } from './recipients/postal-addresses.queries.js';
import {
  type Channel,
  EXPECTED,
  type InvitationState,
  type RecipientKind,
  type RecipientState,
  type PairMember,
} from './invitation.states.js';

export interface InvitationRow {
  id: string;
  item_id: string | null;
  state: InvitationState;
  subject: LocalizedText;
  body: LocalizedText;
  answer_by: Temporal.PlainDate | null;
  capacity: number | null;
  places_taken: number;
  companions_allowed: number;
  companion_names: boolean;
  representatives: boolean;
  questions: Question[];
  guests: number;
  version: number;
}

export interface RecipientRow {
  id: string;
  invitation_id: string;
  kind: RecipientKind;
  name: string;
  second_name: string | null;
  post: string;
  organisation: string;
  email: string | null;
  care_of: string;
  /** As it stands on the envelope, whether set here or known to the directory. */
  postal_address: string;
  language: string;
  salutation: string;
  state: RecipientState;
  companions: number;
  companion_names: string[];
  alone: PairMember | null;
  representative: Representative | null;
  replies: Record<string, string>;
  note: string | null;
  sent_at: Temporal.Instant | null;
  answered_at: Temporal.Instant | null;
  has_needs: boolean;
  number: number;
  channel: Channel | null;
  on_behalf: string | null;
  mail_state: string | null;
  mail_answer: string | null;
  mail_purpose: string | null;
  mail_at: Temporal.Instant | null;
}

export const termsOf = (row: InvitationRow): AnswerTerms => ({
  companionsAllowed: row.companions_allowed,
  companionNames: row.companion_names,
  representatives: row.representatives,
  questions: row.questions,
});

export interface HistoryLine {
  at: Temporal.Instant;
  kind: 'answer' | 'mail';
  what: string;
  by: string | null;
  note: string | null;
  purpose: string | null;
  applied: boolean;
}

export const FILTERS = [
  'all',
  'accepted',
  'represented',
  'waiting',
  'attended',
  'no_show',
  'declined',
  'tentative',
  'sent',
  'draft',
] as const;
export type Filter = (typeof FILTERS)[number];

@Injectable()
export class InvitationsQueries {
  constructor(private readonly db: Db) {}

  ofActivity(activityId: string): Promise<InvitationRow[]> {
    return this.db.rows<InvitationRow>(
      `select i.id, i.item_id, i.state, i.subject, i.body, i.answer_by, i.capacity, i.places_taken, i.companions_allowed,
              i.companion_names, i.representatives, i.questions, i.version,
              (select count(*)::int from recipient r where r.institution_id = i.institution_id and r.invitation_id = i.id) as guests
         from invitation i where i.institution_id = $1 and i.activity_id = $2 order by i.created_at, i.id limit 100`,
      [Current.institutionId, activityId],
    );
  }

  /**
   * Guests in order of precedence, those of no delegation behind as they were added, with their last answer and last mail: one statement.
   * @param after id to go on behind
   */
  async recipients(
    invitationId: string,
    filter: Filter = 'all',
    after: string | null = null,
    limit = 500,
  ): Promise<RecipientRow[]> {
    return this.db.rows<RecipientRow>(
      `with numbered as (
         select r.*, row_number() over (order by d.rank nulls last, d.position, r.id)::int as number
           from recipient r
           left join lateral (select case d.side when 'guest' then 1 else 2 end as rank, m.position
                                from delegation_member m join delegation d on d.institution_id = m.institution_id and d.id = m.delegation_id
                               where m.institution_id = r.institution_id and m.activity_id = r.activity_id and m.person_id = r.person_id
                               order by 1, 2 limit 1) d on true
          where r.institution_id = $1 and r.invitation_id = $2)
       select r.id, r.invitation_id, r.kind, r.name, r.second_name, r.post, r.organisation, r.email, r.care_of, ${POSTAL_ADDRESS} as postal_address, r.language, r.salutation, r.state, r.companions, r.companion_names, r.alone,
              r.representative, r.replies, r.note, r.sent_at, r.answered_at,
              r.needs is not null as has_needs, r.number, a.channel, a.on_behalf,
              m.state as mail_state, m.last_answer as mail_answer, m.purpose as mail_purpose, coalesce(m.sent_at, m.created_at) as mail_at
         from numbered r
         left join lateral (select channel, on_behalf from answer a where a.institution_id = $1 and a.recipient_id = r.id and a.applied
                             order by a.received_at desc, a.id desc limit 1) a on true
         left join lateral (select state, last_answer, purpose, sent_at, created_at from message m where m.institution_id = $1 and m.reference_id = r.id
                             order by m.created_at desc, m.id desc limit 1) m on true
        where ($3 = 'all' or r.state = $3) and ($4::uuid is null or r.number > (select number from numbered where id = $4)) order by r.number limit $5`,
      [Current.institutionId, invitationId, filter, after, limit],
    );
  }

  /** How many guests are in each state. */
  async counts(invitationId: string): Promise<Map<string, number>> {
    const rows = await this.db.rows<{ state: string; count: number }>(
      'select state, count(*)::int as count from recipient where institution_id = $1 and invitation_id = $2 group by state',
      [Current.institutionId, invitationId],
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  async needsTold(invitationId: string): Promise<number> {
    const [row] = await this.db.rows<{ count: number }>(
      'select count(*)::int as count from recipient where institution_id = $1 and invitation_id = $2 and needs is not null',
      [Current.institutionId, invitationId],
    );
    return row?.count ?? 0;
  }

  /** Everything that passed between us and one guest, newest first. */
  history(recipientId: string): Promise<HistoryLine[]> {
    return this.db.rows<HistoryLine>(
      `select a.received_at as at, 'answer' as kind, a.answer || '' as what, coalesce(a.on_behalf, c.name) as by, a.note, a.channel as purpose, a.applied
         from answer a left join account c on c.institution_id = a.institution_id and c.id = a.recorded_by
        where a.institution_id = $1 and a.recipient_id = $2
       union all
       select h.occurred_at, 'mail', h.state, null, h.answer, m.purpose, true
         from message m join message_history h on h.institution_id = m.institution_id and h.message_id = m.id
        where m.institution_id = $1 and m.reference_id = $2
       order by at desc limit 100`,
      [Current.institutionId, recipientId],
    );
  }

  /** Who would be written to if these lines were released as they stand. */
  async toldByMail(activityId: string, itemIds: string[]): Promise<{ key: string; count: number }> {
    const [row] = await this.db.prepared<{ count: number }>(
      'invitations.told_by_mail',
      `select count(*)::int as count from recipient r join invitation i on i.institution_id = r.institution_id and i.id = r.invitation_id
        where r.institution_id = $1 and r.activity_id = $2 and i.item_id = any($3::uuid[]) and i.state = 'sent' and r.state = any($4::text[])`,
      [Current.institutionId, activityId, itemIds, EXPECTED],
    );
    return { key: 'invitations.told', count: row?.count ?? 0 };
  }
}
