import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../api/answers.js';
import { cut, decodeCursor, PageQuery, pageOf } from '../api/cursor.js';
import { Can } from '../permissions/can.js';
import type { Webhook, WebhookDelivery } from './webhook.entity.js';
import { WebhooksService } from './webhooks.service.js';

const NewWebhook = z.strictObject({
  name: z.string().trim().min(1).max(80),
  url: z.string().trim().min(1).max(500),
  events: z.array(z.string().max(100)).min(1).max(50),
});
const WebhookView = z.object({ id: z.string(), name: z.string(), url: z.string(), events: z.array(z.string()) });
const MadeView = WebhookView.extend({
  secret: z.string().describe('Signs every delivery; shown again to administrators only'),
});
const DeliveryView = z.object({
  id: z.string().describe('The webhook-id that the receiver got; the same over attempts and repetitions'),
  type: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  status: z.int().nullable().describe('What the receiver answered last; null where it did not'),
  nextAttemptAt: z.string().nullable(),
  deliveredAt: z.string().nullable(),
  body: z.unknown(),
});

/** The addresses that are told what happened, for programs: made, ended, looked at, and repeated after an outage of theirs. */
@Controller('api/v1/:institution/webhooks')
@Can('webhooks.manage')
export class WebhooksApi {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @Answers(z.object({ items: z.array(WebhookView) }))
  async list() {
    return { items: (await this.webhooks.all()).map(viewOf) };
  }

  @Post()
  @Answers(MadeView, 201)
  async add(@Body({ schema: NewWebhook }) input: z.output<typeof NewWebhook>) {
    const { id, secret } = await this.webhooks.add(input);
    return { id, ...input, secret };
  }

  @Delete(':id')
  @HttpCode(204)
  @Answers(null)
  async end(@Param('id') id: string): Promise<void> {
    await this.webhooks.end(id);
  }

  /** The latest first. */
  @Get(':id/deliveries')
  @Answers(pageOf(DeliveryView))
  async deliveries(
    @Param('id') id: string,
    @Query({ schema: PageQuery }) { cursor, limit }: z.output<typeof PageQuery>,
  ) {
    const [before] = decodeCursor(cursor, 1) ?? [];
    await this.webhooks.one(id);
    const { items, next } = cut(await this.webhooks.deliveries(id, limit + 1, before), limit, (one) => [one.id]);
    return { items: items.map(deliveryOf), next };
  }

  /** Sends it once more under the same id. */
  @Post(':id/deliveries/:delivery/repetitions')
  @HttpCode(204)
  @Answers(null)
  async repeat(@Param('id') id: string, @Param('delivery') delivery: string): Promise<void> {
    await this.webhooks.replay(id, delivery);
  }
}

const viewOf = ({ id, name, url, events }: Webhook) => ({ id, name, url, events });

const deliveryOf = (one: WebhookDelivery) => ({
  id: one.id,
  type: one.type,
  state: one.state,
  attempts: one.attempts,
  status: one.lastStatus,
  nextAttemptAt: one.nextAttemptAt?.toString() ?? null,
  deliveredAt: one.deliveredAt?.toString() ?? null,
  body: one.body,
});
