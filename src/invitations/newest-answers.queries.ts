import { Injectable } from '@nestjs/common';
import { visibleTo } from '../activities/activity.rules.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import type { AnswerGiven, Channel, RecipientState } from './invitation.states.js';

export interface NewestAnswer {
  id: string;
  state: RecipientState;
  /** Null where no answer came in, but a place free. */
  answer: AnswerGiven | null;
  email: string | null;
  channel: Channel | null;
  received_at: Temporal.Instant;
  recipient_id: string;
  invitation_id: string;
  activity_id: string;
  name: string;
  subject: LocalizedText;
  activity_title: LocalizedText;
}

@Injectable()
export class NewestAnswersQueries {
  constructor(private readonly db: Db) {}

  /** The newest answers that count, to whatever the reader may see. */
  newest(since: Temporal.Instant, limit: number): Promise<NewestAnswer[]> {
    const seen = visibleTo(Current.actor);
    const all = seen === 'all';
    return this.db.prepared<NewestAnswer>(
      'invitations.newest_answers',
      `with news as (
         (select n.id, n.answer, n.channel, n.received_at, n.recipient_id from answer n
           where n.institution_id = $1 and n.applied and n.received_at >= $2)
         union all
         (select p.id, null, null, p.placed_at, p.id from recipient p where p.institution_id = $1 and p.placed_at >= $2))
       select n.id, n.answer, n.channel, n.received_at, r.id as recipient_id, r.state, r.email, r.invitation_id, r.activity_id, r.name, i.subject,
              a.title as activity_title
         from news n
         join recipient r on r.institution_id = $1 and r.id = n.recipient_id
         join invitation i on i.institution_id = r.institution_id and i.id = r.invitation_id
         join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
        where $4 or a.id = any($5::uuid[]) or a.body_id = any($6::uuid[])
        order by n.received_at desc, n.id desc limit $3`,
      [Current.institutionId, since, limit, all, all ? [] : seen.activityIds, all ? [] : seen.bodyIds],
    );
  }
}
