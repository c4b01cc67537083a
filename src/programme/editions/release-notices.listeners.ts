import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoticesService } from '../../accounts/notices.service.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { localized } from '../../platform/i18n/translate.js';
import { changedLines } from './edition.rules.js';
import { Activity } from '../../activities/activity.entity.js';
import { ProgrammeQueries } from '../programme.queries.js';

/** After a release, those whose lines it changed are told, and nobody else. */
@Injectable()
export class ReleaseNotices implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly queries: ProgrammeQueries,
    private readonly notices: NoticesService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('programme.tell', (data) => this.tell(String(data['activityId']), numberOf(data)));
    this.events.on('programme.released', 'programme.tell');
  }

  /** One notice to each account, however many of its lines changed; a repeat tells nobody twice. */
  tell(activityId: string, number: number): Promise<void> {
    return this.db.transaction(async () => {
      const latest = await this.queries.edition(activityId, number);
      const before = await this.queries.edition(activityId, number - 1);
      if (!latest) return;
      const lines = new Map<string, number>();
      for (const { before: was, after } of changedLines(before?.content ?? [], latest.content)) {
        const people = [was, after].flatMap((line) => [
          ...(line?.participants ?? []).map(({ personId }) => personId),
          ...(line?.interpreters ?? []).map(({ personId }) => personId),
        ]);
        for (const id of new Set(people)) lines.set(id, (lines.get(id) ?? 0) + 1);
      }
      const { title } = await this.db.one(Activity, activityId);
      const href = `/${Current.institution.slug}/my-programme?edition=${activityId}.${number}`;
      const told = await this.db.rows('select 1 from notice where institution_id = $1 and href = $2 limit 1', [
        Current.institutionId,
        href,
      ]);
      if (told.length > 0) return;
      for (const [personId, count] of lines) {
        await this.notices.tell(await this.notices.accountsOf([personId]), {
          key: 'programme.notice.changed',
          params: { visit: localized(title), number, count },
          href,
        });
      }
    });
  }
}

const numberOf = (data: Record<string, unknown>) => (data['data'] as { number?: number } | undefined)?.number ?? 0;
