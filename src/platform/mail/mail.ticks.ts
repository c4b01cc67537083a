import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../config/config.js';
import { TicksService } from '../jobs/ticks.service.js';
import { MailSender } from './mail-sender.service.js';

/** Every minute: mail whose worker died, or whose job is gone, gets a job again. */
@Injectable()
export class MailTicks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ticks: TicksService,
    private readonly mail: MailSender,
  ) {}

  @Cron('* * * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('mail.resume', 1, () => this.mail.resume());
  }
}
