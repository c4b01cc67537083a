import { Controller, Get, Param } from '@nestjs/common';
import { CommitmentsReads } from '../../commitments/commitments-page.queries.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { Section } from '../../platform/web/components/section.js';
import { page } from '../../platform/web/page.js';
import { ActivitiesQueries } from '../activities.queries.js';
import { ActivityFrame } from '../activity-frame.queries.js';

/** What was promised on an activity, in its talks or in its report. */
@Controller(':institution/activities/:id/commitments')
@Can('commitments.read')
export class ActivityCommitmentsController {
  constructor(
    private readonly commitments: CommitmentsReads,
    private readonly queries: ActivitiesQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async show(@Param('id') id: string): Promise<string> {
    const activity = await this.frame.of(id, 'commitments');
    const row = await this.queries.header(id);
    const title = t('commitments.title');
    const { draw, add } = await this.commitments.table([id], { kind: 'activity', id });
    return page(
      <Section title={title} aside={add}>
        {draw}
      </Section>,
      { title: `${title} · ${localized(row.title)}`, activity },
    );
  }
}
