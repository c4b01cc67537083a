import { Injectable } from '@nestjs/common';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { NotFound } from '../errors.js';
import { Message, type MessageState } from './message.entity.js';

export interface MessageRow {
  id: string;
  state: MessageState;
  purpose: string;
  to_name: string;
  to_address: string;
  subject: string;
  attempts: number;
  created_at: Temporal.Instant;
  sent_at: Temporal.Instant | null;
}

export interface MessageStep {
  id: string;
  state: MessageState;
  answer: string | null;
  attempt: number;
  occurred_at: Temporal.Instant;
}

export interface MessageFilter {
  q?: string;
  state?: string;
  purpose?: string;
  page: number;
}

export const MESSAGES_PER_PAGE = 50;

/**
 * Mail whose words are a key: a link that signs its owner in. Its text is for the recipient alone, whoever may read the
 * rest of the outbox.
 */
const SECRET = new Set(['password-reset', 'account-invitation']);
export const isSecret = ({ purpose }: { purpose: string }): boolean => SECRET.has(purpose);

const WHERE = `m.institution_id = $1
   and ($2::text is null or position(lower($2) in lower(m.to_name)) > 0 or position(lower($2) in lower(m.to_address)) > 0 or position(lower($2) in lower(m.subject)) > 0)
   and ($3::text is null or m.state = $3) and ($4::text is null or m.purpose = $4)`;

@Injectable()
export class MessagesQueries {
  constructor(private readonly db: Db) {}

  /** The outbox, newest first. */
  list(filter: MessageFilter): Promise<MessageRow[]> {
    return this.db.rows<MessageRow>(
      `select m.id, m.state, m.purpose, m.to_name, m.to_address, m.subject, m.attempts, m.created_at, m.sent_at
         from message m where ${WHERE} order by m.created_at desc, m.id desc limit $5 offset $6`,
      [...this.params(filter), MESSAGES_PER_PAGE, (filter.page - 1) * MESSAGES_PER_PAGE],
    );
  }

  /** How many there are in each state, so that a page can say at once whether mail is stuck. */
  async counts(filter: MessageFilter): Promise<Record<string, number>> {
    const rows = await this.db.rows<{ state: string; count: number }>(
      `select m.state, count(*) as count from message m where ${WHERE} group by m.state`,
      this.params({ ...filter, state: undefined } as MessageFilter),
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  async purposes(): Promise<string[]> {
    const rows = await this.db.rows<{ purpose: string }>(
      'select distinct purpose from message where institution_id = $1 order by 1',
      [Current.institutionId],
    );
    return rows.map(({ purpose }) => purpose);
  }

  /** @throws NotFound */
  async one(id: string): Promise<{ message: Message; steps: MessageStep[] }> {
    const message = await this.db.one(Message, id);
    const steps = await this.db.rows<MessageStep>(
      `select id, state, answer, attempt, occurred_at from message_history
        where institution_id = $1 and message_id = $2 order by occurred_at, id`,
      [Current.institutionId, id],
    );
    return { message, steps };
  }

  /** @throws NotFound where it is not there, or its words are a key */
  async readable(id: string): Promise<Message> {
    const message = await this.db.one(Message, id);
    if (isSecret(message)) throw new NotFound();
    return message;
  }

  private params({ q, state, purpose }: MessageFilter): unknown[] {
    return [Current.institutionId, q ?? null, state ?? null, purpose ?? null];
  }
}
