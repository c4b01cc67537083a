import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { mayPlan } from '../activities/activity.rules.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { Current } from '../platform/current.js';
import { NotFound } from '../platform/errors.js';
import { t } from '../platform/i18n/translate.js';
import { page } from '../platform/web/page.js';
import { mayApprovePaper } from './document.rules.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';
import { DocumentSources } from './document-sources.registry.js';
import { PaperPage } from './paper.pages.js';

interface Chosen {
  subject: string;
  /** Two languages, to stand side by side. */
  pair: string;
}

/** The page of one kind of paper, in a fixed number of statements. */
@Injectable()
export class PaperPages {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: DocumentsQueries,
    private readonly sources: DocumentSources,
    private readonly activities: ActivitiesService,
    private readonly frame: ActivityFrame,
  ) {}

  /** @param chosen the first subject where several are there and none is chosen @throws NotFound */
  async draw(activityId: string, kind: string, chosen: Chosen, problem?: string): Promise<string> {
    const activity = await this.activities.get(activityId);
    const source = this.sources.of(kind);
    if (!source || !this.documents.maySee(source, activity)) throw new NotFound();
    const header = await this.frame.of(activityId, 'documents');
    const missing = await source.missing?.(activityId);
    const subjects = missing ? [] : ((await source.subjects?.(activityId)) ?? []);
    const subject = subjects.some(({ id }) => id === chosen.subject) ? chosen.subject : (subjects[0]?.id ?? '');
    const of = <Row extends { subject: string }>(rows: Row[]) => rows.filter((row) => row.subject === subject);
    const states = of(await this.queries.states(activityId)).filter((one) => one.kind === kind);
    return page(
      <PaperPage
        {...{ activityId, source, subjects, subject, states, problem }}
        pair={chosen.pair}
        missing={missing ? t(missing) : null}
        versions={of(await this.queries.versions(activityId, kind))}
        dispatches={of(await this.queries.dispatches(activityId, kind))}
        mayPlan={mayPlan(Current.actor, activity)}
        mayApprove={mayApprovePaper(Current.actor, activity, source)}
      />,
      { title: t(source.label), activity: header },
    );
  }
}
