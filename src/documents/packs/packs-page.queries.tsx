import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { mayPlan } from '../../activities/activity.rules.js';
import { ActivityFrame } from '../../activities/activity-frame.queries.js';
import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { DocumentsService } from '../documents.service.js';
import type { DocumentSource } from '../document-sources.registry.js';
import { PacksPage } from './packs.pages.js';
import { PacksQueries } from './packs.queries.js';
import { PacksService } from './packs.service.js';

/** The page of an activity's packs, in a fixed number of statements. */
@Injectable()
export class PackPages {
  constructor(
    private readonly queries: PacksQueries,
    private readonly packs: PacksService,
    private readonly documents: DocumentsService,
    private readonly activities: ActivitiesService,
    private readonly frame: ActivityFrame,
  ) {}

  /** @throws NotFound */
  async draw(activityId: string, form?: FormState): Promise<string> {
    const activity = await this.activities.get(activityId);
    const header = await this.frame.of(activityId, 'documents');
    const known = await this.documents.sourcesOf(activityId);
    const packs = await this.packs.onlySeen(activityId, await this.queries.latest(activityId));
    const sources: DocumentSource[] = [];
    for (const source of known.filter(({ isApart }) => !isApart))
      if (!(await source.missing?.(activityId))) sources.push(source);
    const labelOf = (kind: string) => this.documents.labelOf(kind);
    return page(
      <PacksPage {...{ activityId, sources, packs, labelOf, form }} mayPlan={mayPlan(Current.actor, activity)} />,
      { title: t('documents.pack.title'), activity: header },
    );
  }
}
