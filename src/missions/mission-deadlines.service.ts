import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DeadlineTriggers } from '../institution/deadlines/deadlines.registry.js';
import { Current } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import { MissionsQueries } from './missions.queries.js';

const DAYS = { DEPARTURE: 'starts_on', RETURN: 'ends_on' } as const;

/** The days of missions from which deadlines are counted. */
@Injectable()
export class MissionDeadlines implements OnModuleInit {
  constructor(
    private readonly triggers: DeadlineTriggers,
    private readonly missions: MissionsQueries,
  ) {}

  onModuleInit(): void {
    for (const [code, which] of Object.entries(DAYS)) {
      this.triggers.register({
        code,
        occurrences: async (from, until) =>
          (await this.missions.dayBetween(which, from, until)).map((row) => ({
            subjectId: row.id,
            day: row.day,
            about: localized(row.title),
            href: `/${Current.institution.slug}/activities/${row.id}/mission`,
            responsible: row.desk_id ? [{ id: row.desk_id, name: row.desk ?? '' }] : [],
          })),
      });
    }
  }
}
