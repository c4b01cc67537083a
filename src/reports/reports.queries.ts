import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { Report } from './report.entity.js';
import { FIXED, type ReportState } from './report.states.js';

export interface DueRow {
  activity_id: string;
  title: LocalizedText;
  state: ReportState;
  due_on: Temporal.PlainDate | null;
}

@Injectable()
export class ReportsQueries {
  constructor(
    private readonly db: Db,
    private readonly activities: ActivitiesService,
  ) {}

  /** The report on an activity that the reader may see; null where none is open. @throws NotFound */
  async of(activityId: string): Promise<{ activity: Activity; report: Report | null }> {
    const activity = await this.activities.get(activityId);
    const report = await this.db.repo(Report).findOne({ where: { institutionId: Current.institutionId, activityId } });
    return { activity, report };
  }

  /** @throws NotFound also where no report is open */
  async one(activityId: string): Promise<{ activity: Activity; report: Report }> {
    const { activity, report } = await this.of(activityId);
    if (!report) throw new NotFound();
    return { activity, report };
  }

  /** The row, held until the unit ends: sections are merged into what stands, one writer after the other. @throws NotFound */
  async locked(id: string): Promise<{ report: Report; activity: Activity }> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new NotFound();
    const report = await this.db
      .repo(Report)
      .findOne({ where: { institutionId: Current.institutionId, id }, lock: { mode: 'pessimistic_write' } });
    if (!report) throw new NotFound();
    return { report, activity: await this.activities.get(report.activityId) };
  }

  /** Keeps what a verb changed. */
  save(report: Report): Promise<Report> {
    return this.db.repo(Report).save(report);
  }

  /** Names of the accounts that had a hand in it: one statement. */
  async names(report: Report): Promise<Map<string, string>> {
    const ids = [...report.writers, ...(report.approvedBy ? [report.approvedBy] : [])];
    const rows = await this.db.rows<{ id: string; name: string }>(
      'select id, name from account where institution_id = $1 and id = any($2::uuid[])',
      [Current.institutionId, ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Whether the paper is fixed. */
  async isApproved(activityId: string): Promise<boolean> {
    const [row] = await this.db.prepared(
      'reports.is_fixed',
      'select 1 from report where institution_id = $1 and activity_id = $2 and state = any($3)',
      [Current.institutionId, activityId, FIXED],
    );
    return row !== undefined;
  }

  async state(activityId: string): Promise<{ state: ReportState; due_on: Temporal.PlainDate | null } | null> {
    const [row] = await this.db.rows<{ state: ReportState; due_on: Temporal.PlainDate | null }>(
      'select state, due_on from report where institution_id = $1 and activity_id = $2',
      [Current.institutionId, activityId],
    );
    return row ?? null;
  }

  /** Reports that wait for the account: its own to write, the earliest due first. */
  waitingFor(accountId: string): Promise<DueRow[]> {
    return this.db.rows<DueRow>(
      `select r.activity_id, a.title, r.state, r.due_on from report r
         join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
        where r.institution_id = $1 and r.author_id = $2 and r.state in ('draft', 'returned')
        order by r.due_on nulls last, r.id limit 50`,
      [Current.institutionId, accountId],
    );
  }

  /** Reports that wait to be checked or approved by somebody who had no hand in handing them in. */
  handedIn(accountId: string): Promise<DueRow[]> {
    return this.db.rows<DueRow>(
      `select r.activity_id, a.title, r.state, r.due_on from report r
         join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
        where r.institution_id = $1 and r.state = 'submitted' and r.author_id is distinct from $2 and r.submitted_by is distinct from $2
        order by r.due_on nulls last, r.id limit 50`,
      [Current.institutionId, accountId],
    );
  }
}
