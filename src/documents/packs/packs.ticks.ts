import { Inject, Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { TicksService } from '../../platform/jobs/ticks.service.js';
import { PacksService } from './packs.service.js';

@Injectable()
export class PacksTicks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ticks: TicksService,
    private readonly packs: PacksService,
  ) {}

  @Cron('41 3 * * *')
  async tick(): Promise<void> {
    if (this.config.WORKER === 'off') return;
    await this.ticks.once('documents.forget_packs', 1440, () => this.packs.forgetOld());
  }
}
