import { setTimeout } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Attachments } from './attachments.registry.js';
import { Message } from './message.entity.js';
import { noteSteps } from './message-history.js';
import { type Outcome, outcomeOf, secondsUntilRepeat } from './outcome.js';
import { type Handed, MailTransport } from './transport.js';

/** A worker that is killed says nothing any more: after this its messages are another's. */
const LEASE_SECONDS = 40;
/** While one job of a worker asks the database, the other has the connections to the mail server. */
const SIDE_BY_SIDE = 2;
const RENEW_MS = 10_000;
const NOTE_MS = 60;
const LONGEST_ANSWER = 500;

interface Settled extends Outcome {
  message: Message;
}

/** Hands messages to the mail server: claimed for a lease, noted with the server's words, tried again where that may help. */
@Injectable()
export class MailSender implements OnModuleInit, OnApplicationShutdown {
  readonly transport: MailTransport;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly attachments: Attachments,
  ) {
    this.transport = new MailTransport(config);
  }

  onModuleInit(): void {
    this.jobs.define(
      'mail.send',
      (data) =>
        this.send(Array.isArray(data['messageIds']) ? data['messageIds'].map(String) : [String(data['messageId'])]),
      SIDE_BY_SIDE,
    );
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  /**
   * Sends the messages that are due; leaves those that are sent already, kept back, or held by another worker.
   * A crash between the server's answer and our note sends again, with the same Message-ID.
   */
  async send(ids: readonly string[]): Promise<void> {
    const claimed = await this.claim(ids);
    if (claimed.length === 0) return;
    const renewal = setInterval(() => void this.renew(claimed).catch(() => undefined), RENEW_MS);
    const settled: Settled[] = [];
    const all = Promise.all(
      claimed.map(async (message) => {
        // A database that is away when the answer is noted is no fault of the mail: only handing it over is judged.
        const outcome = await this.hand(message).then(
          ({ answer }): Outcome => ({ state: 'sent', answer, isTried: true }),
          (error: unknown) => outcomeOf(error, message.attempts),
        );
        settled.push({ ...outcome, message });
      }),
    ).then(() => 'all');
    try {
      // A note costs a commit: what comes in within a moment is noted together, and a slow letter keeps no other waiting.
      while ((await Promise.race([all, setTimeout(NOTE_MS)])) !== 'all') await this.settle(settled.splice(0));
      await this.settle(settled.splice(0));
    } finally {
      clearInterval(renewal);
    }
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
      for (const { id } of stuck) await this.jobs.enqueue('mail.send', { messageIds: [id] }, { singletonKey: id });
    });
  }

  /** The message with its files, as it goes over the wire. @throws what the maker of a file throws */
  async bytes(message: Message): Promise<Buffer> {
    return this.transport.bytes(message, await this.attachments.of(message));
  }

  private hand(message: Message): Promise<Handed> {
    return this.transport.hand(message, () => this.attachments.of(message));
  }

  /** Takes messages for a lease; the attempt's number fences off a worker that wakes up late. */
  private claim(ids: readonly string[]): Promise<Message[]> {
    return this.db.transaction(async () => {
      const rows = await this.db.rows<{ id: string }>(
        `update message set state = 'sending', attempts = attempts + 1, lease_until = now() + make_interval(secs => $3), updated_at = now()
          where institution_id = $1 and id in (
            select id from message where institution_id = $1 and id = any($2::uuid[])
               and (state in ('queued', 'deferred', 'unknown') or (state = 'sending' and lease_until < now()))
             for update skip locked)
        returning id`,
        [Current.institutionId, ids, LEASE_SECONDS],
      );
      const mine = new Set(rows.map(({ id }) => id));
      if (mine.size < ids.length) await this.lookAgainIfHeld(ids.filter((id) => !mine.has(id)));
      if (mine.size === 0) return [];
      return this.db.repo(Message).find({ where: { institutionId: Current.institutionId, id: In([...mine]) } });
    });
  }

  /** Messages that a dead worker still holds are looked at again when their lease is over. */
  private async lookAgainIfHeld(ids: readonly string[]): Promise<void> {
    const held = await this.db.rows<{ id: string; lease_until: Temporal.Instant }>(
      `select id, lease_until from message where institution_id = $1 and id = any($2::uuid[]) and state = 'sending' order by lease_until desc`,
      [Current.institutionId, ids],
    );
    if (!held[0]) return;
    const messageIds = held.map(({ id }) => id);
    const after = held[0].lease_until;
    await this.jobs.enqueue('mail.send', { messageIds }, { singletonKey: messageIds[0]!, after });
  }

  private renew(claimed: readonly Message[]): Promise<unknown> {
    return this.db.transaction(() =>
      this.db.rows(
        `update message m set lease_until = now() + make_interval(secs => $4) from unnest($2::uuid[], $3::int[]) n(id, attempt)
          where m.institution_id = $1 and m.id = n.id and m.attempts = n.attempt and m.state = 'sending'`,
        [Current.institutionId, claimed.map(({ id }) => id), claimed.map(({ attempts }) => attempts), LEASE_SECONDS],
      ),
    );
  }

  private async settle(some: readonly Settled[]): Promise<void> {
    if (some.length === 0) return;
    const now = Temporal.Now.instant();
    const outcomes = some.map(({ message, state, answer, isTried }) => {
      const wait = secondsUntilRepeat(state, message.attempts, isTried);
      return {
        id: message.id,
        attempt: message.attempts,
        state,
        answer: answer.slice(0, LONGEST_ANSWER),
        // What was never handed over is no attempt.
        attempts: isTried ? message.attempts : message.attempts - 1,
        after: wait === null ? null : now.add({ seconds: wait }),
      };
    });
    await this.db.transaction(async () => {
      const rows = await this.db.rows<{ id: string }>(
        `update message m set state = n.state, last_answer = n.answer, lease_until = null, next_attempt_at = n.after, attempts = n.attempts,
                sent_at = case when n.state = 'sent' then now() else m.sent_at end, updated_at = now()
           from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::int[], $7::timestamptz[]) n(id, attempt, state, answer, attempts, after)
          where m.institution_id = $1 and m.id = n.id and m.attempts = n.attempt and m.state = 'sending' returning m.id`,
        [
          Current.institutionId,
          ...(['id', 'attempt', 'state', 'answer', 'attempts'] as const).map((name) =>
            outcomes.map((one) => one[name]),
          ),
          outcomes.map(({ after }) => after),
        ],
      );
      const mine = new Set(rows.map(({ id }) => id));
      const kept = outcomes.filter(({ id }) => mine.has(id));
      await noteSteps(this.db, kept);
      for (const [until, group] of Map.groupBy(kept, ({ after }) => after?.toString())) {
        if (!until) continue;
        const messageIds = group.map(({ id }) => id);
        const after = Temporal.Instant.from(until);
        await this.jobs.enqueue('mail.send', { messageIds }, { singletonKey: messageIds[0]!, after });
      }
    });
  }
}
