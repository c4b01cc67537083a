import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../config/config.js';
import { TicksService } from '../jobs/ticks.service.js';
import { WebhooksService } from './webhooks.service.js';

const JOB = 'webhooks.forget';
const DAY_MINUTES = 24 * 60;

/** Every night: deliveries that were settled long ago are forgotten. */
@Injectable()
export class WebhooksTicks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ticks: TicksService,
    private readonly webhooks: WebhooksService,
  ) {}

  @Cron('40 1 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once(JOB, DAY_MINUTES, () => this.webhooks.forgetLater());
  }
}
