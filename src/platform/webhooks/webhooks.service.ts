import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { IsNull, LessThan } from 'typeorm';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { DomainError, NotFound } from '../errors.js';
import { EventsService } from '../events/events.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ClosedAddress } from '../outbound/address.js';
import { OutboundService } from '../outbound/outbound.service.js';
import { SecretsService } from '../secrets/secrets.service.js';
import { signedHeaders, waitAfter } from './signature.rules.js';
import { Webhook, WebhookDelivery } from './webhook.entity.js';
import { OFFER_JOB, WebhookEvents } from './webhook-events.registry.js';

const DELIVER_JOB = 'webhooks.deliver';
const FORGET_JOB = 'webhooks.forget';
/** Days for which a settled delivery can be looked at and repeated. */
const KEPT_DAYS = 90;
const MOST = 20;

export class UnusableWebhookAddress extends DomainError {
  constructor() {
    super('platform.webhooks.error.address', {}, { field: 'url' });
  }
}

export class TooManyWebhooks extends DomainError {
  constructor() {
    super('platform.webhooks.error.too_many', {}, { field: 'name' });
  }
}

export class UnknownWebhookEvent extends DomainError {
  constructor(type: string) {
    super('platform.webhooks.error.event', { type }, { field: 'events' });
  }
}

/** Tells other programs what happened: signed, tried again while they are away, and repeated on demand. */
@Injectable()
export class WebhooksService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly secrets: SecretsService,
    private readonly outbound: OutboundService,
    private readonly offers: WebhookEvents,
  ) {}

  onModuleInit(): void {
    this.jobs.define(OFFER_JOB, (data) => this.offered(data as unknown as Offered));
    this.jobs.define(FORGET_JOB, () => this.forgetOld());
    this.jobs.define(DELIVER_JOB, (data) => this.deliver(String(data['delivery'])));
  }

  /** @returns the signing secret, which its makers can see again @throws UnusableWebhookAddress, UnknownWebhookEvent, TooManyWebhooks */
  add(input: { name: string; url: string; events: string[] }): Promise<{ id: string; secret: string }> {
    return this.db.transaction(async () => {
      this.usable(input.url);
      const known = this.offers.all.map(({ type }) => type);
      const unknown = input.events.find((type) => !known.includes(type));
      if (unknown !== undefined) throw new UnknownWebhookEvent(unknown);
      if ((await this.all()).length >= MOST) throw new TooManyWebhooks();
      const webhook = new Webhook();
      const secret = `whsec_${randomBytes(32).toString('base64')}`;
      Object.assign(webhook, input, { secretSealed: await this.secrets.seal(placeOf(webhook.id), secret) });
      await this.db.repo(Webhook).insert(webhook);
      await this.events.record({ type: 'webhook.added', subject: webhook.id, data: { events: input.events } });
      return { id: webhook.id, secret };
    });
  }

  end(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const webhook = await this.one(id);
      webhook.end();
      await this.db.repo(Webhook).save(webhook);
      await this.events.record({ type: 'webhook.ended', subject: id });
    });
  }

  /** Sends once more what was sent before, under the same id, so that the receiver can tell. */
  replay(id: string, deliveryId: string): Promise<void> {
    return this.db.transaction(async () => {
      const delivery = await this.db.one(WebhookDelivery, deliveryId);
      if (delivery.webhookId !== id) throw new NotFound();
      await this.one(id);
      Object.assign(delivery, { state: 'waiting', attempts: 0, nextAttemptAt: null });
      await this.db.repo(WebhookDelivery).save(delivery);
      await this.jobs.enqueue(DELIVER_JOB, { delivery: delivery.id });
      await this.events.record({
        type: 'webhook.replayed',
        subject: delivery.webhookId,
        data: { delivery: delivery.id },
      });
    });
  }

  all(): Promise<Webhook[]> {
    const where = { institutionId: Current.institutionId, endedAt: IsNull() };
    return this.db.repo(Webhook).find({ where, order: { id: 'DESC' } });
  }

  /** One that stands. @throws NotFound */
  async one(id: string): Promise<Webhook> {
    const webhook = await this.db.one(Webhook, id);
    if (webhook.endedAt) throw new NotFound();
    return webhook;
  }

  secretOf(webhook: Webhook): Promise<string> {
    return this.secrets.open(placeOf(webhook.id), webhook.secretSealed);
  }

  /** The latest first; `before` is the id of the last one seen. */
  deliveries(webhookId: string, take = 100, before?: string): Promise<WebhookDelivery[]> {
    const where = { institutionId: Current.institutionId, webhookId, ...(before && { id: LessThan(before) }) };
    return this.db.repo(WebhookDelivery).find({ where, order: { id: 'DESC' }, take });
  }

  /** Enqueues the night's work of the current institution. */
  forgetLater(): Promise<void> {
    return this.db.transaction(async () => {
      await this.jobs.enqueue(FORGET_JOB, {}, { singletonKey: 'night' });
    });
  }

  /** What was delivered or given up is kept so long that a receiver can notice a gap and ask for it again. */
  async forgetOld(): Promise<void> {
    await this.db.transaction(() =>
      this.db.rows(
        `delete from webhook_delivery where institution_id = $1 and state <> 'waiting' and updated_at < now() - make_interval(days => $2)`,
        [Current.institutionId, KEPT_DAYS],
      ),
    );
  }

  /** One attempt. Its outcome is written whatever it is; the next one is a job of its own. */
  async deliver(id: string): Promise<void> {
    const found = await this.db.read(async () => {
      const delivery = await this.db.one(WebhookDelivery, id);
      const webhook = await this.db.one(Webhook, delivery.webhookId);
      return { delivery, webhook, secret: await this.secretOf(webhook) };
    });
    const { delivery, webhook, secret } = found;
    if (delivery.state !== 'waiting' || webhook.endedAt) return;
    const body = JSON.stringify(delivery.body);
    const outcome = await this.outbound
      .post(webhook.url, body, signedHeaders(id, Temporal.Now.instant(), body, secret))
      .catch((error: unknown) => ({ status: 0, text: error instanceof Error ? error.message : String(error) }));
    await this.db.transaction(() => this.note(id, outcome));
  }

  private async note(id: string, { status, text }: { status: number; text: string }): Promise<void> {
    const delivery = await this.db.one(WebhookDelivery, id);
    if (delivery.state !== 'waiting') return;
    const now = Temporal.Now.instant();
    delivery.attempts += 1;
    delivery.lastStatus = status || null;
    delivery.lastAnswer = text.replaceAll('\0', '').slice(0, 500) || null;
    delivery.nextAttemptAt = null;
    const seconds = waitAfter(delivery.attempts);
    if (status >= 200 && status < 300) Object.assign(delivery, { state: 'delivered', deliveredAt: now });
    else if (seconds === null) delivery.state = 'failed';
    else delivery.nextAttemptAt = now.add({ seconds });
    await this.db.repo(WebhookDelivery).save(delivery);
    if (delivery.nextAttemptAt)
      await this.jobs.enqueue(DELIVER_JOB, { delivery: id }, { after: delivery.nextAttemptAt });
  }

  /** One delivery for each address that wants this fact; ids and figures only, as the fact itself. */
  private async offered(fact: Offered): Promise<void> {
    await this.db.transaction(async () => {
      const webhooks = (await this.all()).filter(({ events }) => events.includes(fact.type));
      for (const webhook of webhooks) {
        const delivery = new WebhookDelivery();
        const { type, subject, activityId, data } = fact;
        const body = { id: fact.eventId, type, institution: Current.institution.slug, subject, activityId, data };
        Object.assign(delivery, { webhookId: webhook.id, eventId: fact.eventId, type, body });
        const made = await this.db.rows(
          `insert into webhook_delivery (institution_id, id, webhook_id, event_id, type, body) values ($1, $2, $3, $4, $5, $6)
           on conflict (institution_id, webhook_id, event_id) do nothing returning id`,
          [Current.institutionId, delivery.id, webhook.id, fact.eventId, type, JSON.stringify(body)],
        );
        if (made.length > 0) await this.jobs.enqueue(DELIVER_JOB, { delivery: delivery.id });
      }
    });
  }

  private usable(url: string): void {
    try {
      this.outbound.check(url);
    } catch (error) {
      throw error instanceof ClosedAddress ? new UnusableWebhookAddress() : error;
    }
  }
}

interface Offered {
  eventId: string;
  type: string;
  subject: string;
  activityId: string | null;
  data: Record<string, unknown>;
}

const placeOf = (row: string) => ({ table: 'webhook', column: 'secret_sealed', row });
