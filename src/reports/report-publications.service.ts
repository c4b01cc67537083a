import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import type { Report } from './report.entity.js';
import { ChangedSinceChecked } from './report.errors.js';
import { ReportPublication } from './report-publication.entity.js';
import { hashOf, publicCopy, type PublicReport, type Suspect, suspectsIn } from './report-public.rules.js';
import { ReportRecordsService } from './report-records.service.js';
import { mayPublish } from './report.rules.js';
import { ReportsQueries } from './reports.queries.js';

export interface Checked {
  report: Report;
  copy: PublicReport;
  hash: string;
  suspects: { kind: Suspect; text: string }[];
}

export interface PublishedRow {
  id: string;
  content: PublicReport;
  published_at: Temporal.Instant;
}

/** Publishing what was approved: shown as it will be, checked, and fixed. */
@Injectable()
export class ReportPublications {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly reports: ReportsQueries,
    private readonly records: ReportRecordsService,
  ) {}

  /** Exactly what would be public, with what looks as if it should not. @throws NotFound */
  check(activityId: string): Promise<Checked> {
    return this.db.read(async () => {
      const { activity, report } = await this.reports.one(activityId);
      if (Current.maybeActor) allow(mayPublish(Current.actor, report, activity));
      const copy = publicCopy(report, report.records ?? (await this.records.of(activityId)));
      return { report, copy, hash: hashOf(copy), suspects: suspectsIn(copy) };
    });
  }

  /** @param hash of the copy that was checked @throws ChangedSinceChecked, WrongState, NotFound */
  publish(activityId: string, hash: string): Promise<Report> {
    return this.db.transaction(async () => {
      const { report, copy, hash: now } = await this.check(activityId);
      if (hash !== now) throw new ChangedSinceChecked();
      report.publish();
      await this.reports.save(report);
      const publication = Object.assign(new ReportPublication(), {
        id: report.id,
        content: copy,
        contentHash: now,
        publishedAt: Temporal.Now.instant().round('second'),
        publishedBy: Current.maybeActor?.accountId ?? null,
      });
      await this.db.repo(ReportPublication).save(publication);
      await this.events.record({ type: 'report.published', subject: report.id, activityId, data: { hash: now } });
      return report;
    });
  }

  /** What anybody may read, the newest first; one statement. */
  published(limit = 100): Promise<PublishedRow[]> {
    return this.db.rows<PublishedRow>(
      `select id, content, published_at from report_publication where institution_id = $1 order by published_at desc, id limit $2`,
      [Current.institutionId, limit],
    );
  }

  /** @throws NotFound */
  async one(id: string): Promise<PublishedRow> {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound();
    const [row] = await this.db.rows<PublishedRow>(
      'select id, content, published_at from report_publication where institution_id = $1 and id = $2',
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    return row;
  }
}
