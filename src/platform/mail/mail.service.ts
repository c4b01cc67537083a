import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { mailAddress } from './addresses.js';
import { Message, type MessageState } from './message.entity.js';
import { isPermanent, isUnknown, MailTransport } from './transport.js';

export interface Letter {
  purpose: string;
  /** What it is about: a recipient, an account. */
  referenceId?: string;
  to: { name: string; address: string };
  fromName?: string;
  replyTo?: string;
  subject: string;
  text: string;
  html?: string;
  calendar?: { method: 'REQUEST' | 'CANCEL'; ics: string };
  language: string;
}

const LEASE_SECONDS = 120;
const ATTEMPTS = 12;

/** Mail that is never lost: the row and its job are written with the change, and the row keeps its Message-ID. */
@Injectable()
export class MailService implements OnModuleInit, OnApplicationShutdown {
  readonly transport: MailTransport;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
  ) {
    this.transport = new MailTransport(config);
  }

  onModuleInit(): void {
    this.jobs.define('mail.send', (data) => this.send(String(data['messageId'])));
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  /**
   * Queues one mail to one recipient in the caller's unit of work. @returns the message's id
   * @throws WrongAddress
   */
  async sendLater(letter: Letter): Promise<string> {
    const message = this.compose(letter);
    await this.db.repo(Message).insert(message);
    await this.note(message.id, 'queued', null, 0);
    await this.jobs.enqueue('mail.send', { messageId: message.id }, { singletonKey: message.id });
    return message.id;
  }

  /**
   * Sends a message that is due; does nothing when it is sent already or another worker holds it.
   * A crash between the server's answer and our note sends it again, with the same Message-ID.
   */
  async send(id: string): Promise<void> {
    const claimed = await this.claim(id);
    if (!claimed) return;
    // A database that is away when the answer is noted is no fault of the mail: only handing it over is judged.
    const [state, words] = await this.transport.hand(claimed).then(
      ({ answer }) => ['sent', answer] as const,
      (error: unknown) =>
        [stateAfter(error, claimed.attempts), error instanceof Error ? error.message : String(error)] as const,
    );
    await this.settle(claimed, state, words.slice(0, 500));
  }

  /**
   * Gives a job to every message of the institution that ought to have one and may not: its worker was killed, or its job
   * is gone. A message that still has one keeps it, and no message is sent by two.
   */
  resume(): Promise<void> {
    return this.db.transaction(async () => {
      const stuck = await this.db.rows<{ id: string }>(
        `select id from message
          where institution_id = $1 and state in ('queued', 'sending', 'deferred', 'unknown')
            and coalesce(lease_until, next_attempt_at + interval '2 minutes', created_at + interval '5 minutes') < now()
          order by created_at limit 500`,
        [Current.institutionId],
      );
      for (const { id } of stuck) await this.jobs.enqueue('mail.send', { messageId: id }, { singletonKey: id });
    });
  }

  private compose(letter: Letter): Message {
    const to = mailAddress(letter.to.name, letter.to.address);
    const message = new Message();
    message.id = randomUUIDv7();
    message.messageId = `<${message.id}@${this.config.MAIL_FROM.split('@')[1]}>`;
    message.purpose = letter.purpose;
    message.referenceId = letter.referenceId ?? null;
    message.toName = to.name;
    message.toAddress = to.address;
    message.replyTo = letter.replyTo ?? null;
    message.fromName = letter.fromName ?? null;
    message.subject = letter.subject;
    message.bodyText = letter.text;
    message.bodyHtml = letter.html ?? null;
    message.calendarMethod = letter.calendar?.method ?? null;
    message.calendar = letter.calendar?.ics ?? null;
    message.language = letter.language;
    return message;
  }

  /** Takes the message for a lease; the attempt's number fences off a worker that wakes up late. */
  private claim(id: string): Promise<Message | null> {
    return this.db.transaction(async () => {
      const rows = await this.db.rows(
        `update message set state = 'sending', attempts = attempts + 1, lease_until = now() + make_interval(secs => $3), updated_at = now()
          where institution_id = $1 and id = (
            select id from message where institution_id = $1 and id = $2
               and (state in ('queued', 'deferred', 'unknown') or (state = 'sending' and lease_until < now()))
             for update skip locked)
        returning id`,
        [Current.institutionId, id, LEASE_SECONDS],
      );
      if (rows.length > 0) return this.db.one(Message, id);
      await this.lookAgainIfHeld(id);
      return null;
    });
  }

  /** A message that a dead worker still holds is looked at again when its lease is over. */
  private async lookAgainIfHeld(id: string): Promise<void> {
    const [held] = await this.db.rows<{ lease_until: Temporal.Instant }>(
      `select lease_until from message where institution_id = $1 and id = $2 and state = 'sending'`,
      [Current.institutionId, id],
    );
    if (held) await this.jobs.enqueue('mail.send', { messageId: id }, { singletonKey: id, after: held.lease_until });
  }

  private settle(message: Message, state: MessageState, answer: string): Promise<void> {
    return this.db.transaction(async () => {
      const isRepeated = state === 'deferred' || state === 'unknown';
      const wait = Math.min(3600, 15 * 2 ** message.attempts);
      const after = isRepeated ? Temporal.Now.instant().add({ seconds: wait }) : null;
      const rows = await this.db.rows(
        `update message set state = $3, last_answer = $4, lease_until = null, next_attempt_at = $6,
                sent_at = case when $3 = 'sent' then now() else sent_at end, updated_at = now()
          where institution_id = $1 and id = $2 and attempts = $5 and state = 'sending' returning id`,
        [Current.institutionId, message.id, state, answer, message.attempts, after],
      );
      if (rows.length === 0) return;
      await this.note(message.id, state, answer, message.attempts);
      if (after) await this.jobs.enqueue('mail.send', { messageId: message.id }, { singletonKey: message.id, after });
    });
  }

  private async note(id: string, state: MessageState, answer: string | null, attempt: number): Promise<void> {
    await this.db.rows(
      'insert into message_history (institution_id, id, message_id, state, answer, attempt) values ($1, $2, $3, $4, $5, $6)',
      [Current.institutionId, randomUUIDv7(), id, state, answer, attempt],
    );
  }
}

function stateAfter(error: unknown, attempts: number): MessageState {
  if (isPermanent(error) || attempts >= ATTEMPTS) return 'bounced';
  return isUnknown(error) ? 'unknown' : 'deferred';
}
