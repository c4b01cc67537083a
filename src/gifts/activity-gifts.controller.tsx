import { Controller, Get, Param } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Section } from '../platform/web/components/section.js';
import { page } from '../platform/web/page.js';
import { GiftsReads } from './gifts-page.queries.js';

/** The gifts of one visit or mission. */
@Controller(':institution/activities/:id/gifts')
@Can('gifts.read')
export class ActivityGiftsController {
  constructor(
    private readonly gifts: GiftsReads,
    private readonly queries: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async show(@Param('id') id: string): Promise<string> {
    const activity = await this.frame.of(id, 'gifts');
    const row = await this.queries.header(id);
    const { draw, add } = await this.gifts.table(id);
    const title = t('gifts.title');
    return page(
      <Section title={title} aside={add}>
        {draw}
      </Section>,
      { title: `${title} · ${localized(row.title)}`, activity },
    );
  }
}
