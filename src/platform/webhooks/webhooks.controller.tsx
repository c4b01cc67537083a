import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { seeOther, unprocessable } from '../http/reply.js';
import { t } from '../i18n/translate.js';
import { Can } from '../permissions/can.js';
import { brokenRule, type FormState, readForm } from '../web/forms.js';
import { page } from '../web/page.js';
import { flash } from '../web/visit.js';
import { WebhookEvents } from './webhook-events.registry.js';
import { WebhookPage, WebhooksPage } from './webhooks.pages.js';
import { WebhooksService } from './webhooks.service.js';

const WebhookForm = z.object({
  name: z.string().trim().min(1).max(80),
  url: z.string().trim().min(1).max(500),
  events: z.union([z.array(z.string()), z.string().transform((one) => [one])]),
});
const base = () => `/${Current.institution.slug}/settings/webhooks`;
const untouched: FormState = { values: {}, errors: {} };

/** Which programs are told what, and how each delivery went. */
@Controller(':institution/settings/webhooks')
@Can('webhooks.manage')
export class WebhooksController {
  constructor(
    private readonly db: Db,
    private readonly webhooks: WebhooksService,
    private readonly offers: WebhookEvents,
  ) {}

  @Get()
  list(): Promise<string> {
    return this.draw(untouched);
  }

  @Post()
  async add(@Body() body: unknown) {
    const form = readForm(WebhookForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(form)));
    try {
      const { id } = await this.webhooks.add(form.data);
      return seeOther(`${base()}/${id}`);
    } catch (error) {
      const told = brokenRule(form, error);
      return unprocessable(await this.db.read(() => this.draw(told)));
    }
  }

  @Get(':id')
  async show(@Param('id') id: string): Promise<string> {
    const webhook = await this.webhooks.one(id);
    const secret = await this.webhooks.secretOf(webhook);
    const deliveries = await this.webhooks.deliveries(id);
    return page(<WebhookPage {...{ webhook, secret, deliveries, offers: this.offers.all }} />, { title: webhook.name });
  }

  @Post(':id/end')
  async end(@Param('id') id: string) {
    await this.webhooks.end(id);
    flash('platform.webhooks.ended');
    return seeOther(base());
  }

  @Post(':id/deliveries/:deliveryId/replay')
  async replay(@Param('id') id: string, @Param('deliveryId') deliveryId: string) {
    await this.webhooks.replay(id, deliveryId);
    flash('platform.webhooks.replayed');
    return seeOther(`${base()}/${id}`);
  }

  private async draw(form: FormState): Promise<string> {
    const webhooks = await this.webhooks.all();
    return page(<WebhooksPage {...{ webhooks, form, offers: this.offers.all }} />, {
      title: t('platform.webhooks.title'),
    });
  }
}
