import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import type { Report } from './report.entity.js';
import { ChangedSinceChecked, NothingToReplace } from './report.errors.js';
import { ReportPublication } from './report-publication.entity.js';
import { hashOf, publicCopy, type PublicReport, type Suspect, suspectsIn } from './report-public.rules.js';
import { ReportRecordsService } from './report-records.service.js';
import { mayPublish, mayStep } from './report.rules.js';
import { ReportsQueries } from './reports.queries.js';

export interface Checked {
  report: Report;
  copy: PublicReport;
  hash: string;
  suspects: { kind: Suspect; text: string }[];
  /** What is public, or was. */
  stands: ReportPublication | null;
}

export interface PublishedRow {
  id: string;
  content: PublicReport;
  published_at: Temporal.Instant;
  revision: number;
  revised_at: Temporal.Instant | null;
  /** Why it was replaced or withdrawn. */
  reason: string;
  withdrawn_at: Temporal.Instant | null;
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
      const stands = await this.db
        .repo(ReportPublication)
        .findOne({ where: { institutionId: Current.institutionId, id: report.id } });
      return { report, copy, hash: hashOf(copy), suspects: suspectsIn(copy), stands };
    });
  }

  /**
   * Makes it public, or replaces what is or was public.
   * @param hash of the copy that was checked
   * @param reason why it is replaced; none is asked the first time
   * @throws ChangedSinceChecked, PublicationNeedsReason, NothingToReplace, WrongState, NotFound
   */
  publish(activityId: string, hash: string, reason = ''): Promise<Report> {
    return this.db.transaction(async () => {
      const { report, copy, hash: now, stands } = await this.check(activityId);
      if (hash !== now) throw new ChangedSinceChecked();
      if (report.state !== 'published') report.publish();
      else if (stands?.contentHash === now) throw new NothingToReplace();
      if (stands) {
        stands.replace(copy, now, reason);
        await this.db.repo(ReportPublication).save(stands);
      } else await this.db.repo(ReportPublication).insert(firstOf(report.id, copy, now) as never);
      await this.reports.save(report);
      await this.events.record({
        type: stands ? 'report.republished' : 'report.published',
        subject: report.id,
        activityId,
        data: { hash: now },
      });
      return report;
    });
  }

  /** Takes it back from the public: its address says since when and why. @throws PublicationNeedsReason, WrongState, NotFound */
  withdraw(activityId: string, reason: string): Promise<Report> {
    return this.db.transaction(async () => {
      const { activity, report } = await this.reports.one(activityId);
      if (Current.maybeActor) allow(mayStep(Current.actor, report, activity, 'withdrawn'));
      report.withdraw();
      const publication = await this.db.one(ReportPublication, report.id);
      publication.withdraw(reason, Current.maybeActor?.accountId ?? null);
      await this.db.repo(ReportPublication).save(publication);
      await this.reports.save(report);
      await this.events.record({ type: 'report.withdrawn', subject: report.id, activityId });
      return report;
    });
  }

  /** What anybody may read, the newest first; one statement. */
  published(limit = 100): Promise<PublishedRow[]> {
    return this.db.rows<PublishedRow>(
      `select ${COLUMNS} from report_publication where institution_id = $1 and withdrawn_at is null
        order by published_at desc, id limit $2`,
      [Current.institutionId, limit],
    );
  }

  /** What stands at an address, or that it was withdrawn. @throws NotFound */
  async one(id: string): Promise<PublishedRow> {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotFound();
    const [row] = await this.db.rows<PublishedRow>(
      `select ${COLUMNS} from report_publication where institution_id = $1 and id::text = $2`,
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    return row;
  }
}

const COLUMNS = 'id, content, published_at, revision, revised_at, reason, withdrawn_at';

function firstOf(id: string, content: PublicReport, contentHash: string): ReportPublication {
  return Object.assign(new ReportPublication(), {
    id,
    content,
    contentHash,
    publishedAt: Temporal.Now.instant().round('second'),
    publishedBy: Current.maybeActor?.accountId ?? null,
  });
}
