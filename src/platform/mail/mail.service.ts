import { Inject, Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { mailAddress } from './addresses.js';
import { noteSteps } from './message-history.js';
import { Message, type MessageAttachment } from './message.entity.js';

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
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'DECLINECOUNTER'; ics: string };
  /** A file that the sending worker makes. */
  attachment?: MessageAttachment;
  language: string;
}

/**
 * Letters of one job. Two jobs are under way at a time; of a killed worker's, those that wait go out later, and only those few
 * that were handed over since its last note go out again.
 */
const TOGETHER = 50;
/** A single letter goes before the next of a mailing of thousands. */
const ALONE = 10;

/** Mail that is never lost: the row and its job are written with the change, and the row keeps its Message-ID. */
@Injectable()
export class MailService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
  ) {}

  /**
   * Queues one mail to one recipient in the caller's unit of work. @returns the message's id
   * @throws WrongAddress
   */
  async sendLater(letter: Letter): Promise<string> {
    const [id] = await this.sendAllLater([letter]);
    return id!;
  }

  /** The same for many, each to one recipient, a few together in a job. @returns their ids in the order given @throws WrongAddress */
  async sendAllLater(letters: readonly Letter[]): Promise<string[]> {
    const messages = letters.map((letter) => this.compose(letter));
    const ids = messages.map(({ id }) => id);
    if (ids.length === 0) return [];
    await this.db.repo(Message).insert(messages);
    await noteSteps(this.db, ids.map((id) => ({ id, state: 'queued', answer: null, attempt: 0 }))); // prettier-ignore
    await this.enqueue(ids);
    return ids;
  }

  /** Keeps back those that have not left; who holds one at this moment still sends it. Needs an open unit of work. */
  async hold(ids: readonly string[]): Promise<void> {
    await this.turn(ids, ['queued', 'deferred'], 'held');
  }

  /** Lets go what was kept back. Needs an open unit of work. */
  async letGo(ids: readonly string[]): Promise<void> {
    await this.enqueue(await this.turn(ids, ['held'], 'queued'));
  }

  /** Those that have not left never will; what may have arrived is left as it is. Needs an open unit of work. @returns those that never will */
  async withdraw(ids: readonly string[]): Promise<string[]> {
    const withdrawn = await this.turn(ids, ['queued', 'held', 'deferred'], 'withdrawn');
    await noteSteps(this.db, withdrawn.map((id) => ({ id, state: 'withdrawn', answer: null, attempt: 0 }))); // prettier-ignore
    return withdrawn;
  }

  /**
   * A message that had been taken came back undelivered, or is told to be late. Needs an open unit of work.
   * @returns whether it is one of this institution's
   */
  async bounced(messageId: string, words: string, isFinal: boolean): Promise<boolean> {
    const [found] = await this.db.rows<{ id: string; attempts: number; state: Message['state'] }>(
      `update message set state = case when $4 then 'bounced' else state end, last_answer = $3, updated_at = now()
        where institution_id = $1 and message_id = $2 and state in ('sent', 'unknown', 'bounced') returning id, attempts, state`,
      [Current.institutionId, messageId, words, isFinal],
    );
    if (!found) return false;
    await noteSteps(this.db, [{ id: found.id, state: found.state, answer: words, attempt: found.attempts }]);
    return true;
  }

  private async turn(
    ids: readonly string[],
    from: readonly Message['state'][],
    to: Message['state'],
  ): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `update message set state = $4, next_attempt_at = null, updated_at = now() where institution_id = $1 and id = any($2::uuid[]) and state = any($3) returning id`,
      [Current.institutionId, ids, from, to],
    );
    return rows.map(({ id }) => id);
  }

  private async enqueue(ids: readonly string[]): Promise<void> {
    for (let n = 0; n < ids.length; n += TOGETHER) {
      const messageIds = ids.slice(n, n + TOGETHER);
      await this.jobs.enqueue(
        'mail.send',
        { messageIds },
        { singletonKey: messageIds[0]!, ...(ids.length === 1 && { priority: ALONE }) },
      );
    }
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
    message.attachment = letter.attachment ?? null;
    message.language = letter.language;
    return message;
  }
}
