import { Injectable } from '@nestjs/common';
import type { CommitmentFilter } from '../../commitments/commitments.queries.js';
import { InstitutionQueries } from '../../institution/institution.queries.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { ActivityReportQueries, type Period } from './activity-report.queries.js';

export interface Asked {
  year?: number | undefined;
  convocation?: string | undefined;
  body?: string | undefined;
}

/** What an activity report tells of: the days that are meant, and what it is called. */
@Injectable()
export class ActivityPeriods {
  constructor(
    private readonly db: Db,
    private readonly institution: InstitutionQueries,
    private readonly queries: ActivityReportQueries,
  ) {}

  /** @throws NotFound */
  async of({ year, convocation, body }: Asked): Promise<{ period: Period; title: string }> {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    const bodyName = body ? await this.bodyName(body) : null;
    const of = (words: string) => (bodyName ? `${words}: ${bodyName}` : words);
    if (convocation) {
      const found = (await this.institution.convocations()).find(({ id }) => id === convocation);
      if (!found) throw new NotFound();
      const title = of(t('reports.activity.of_convocation', { number: found.number }));
      return { title, period: { from: found.starts_on, until: found.ends_on ?? today, bodyId: body ?? null } };
    }
    const chosen = year ?? today.year;
    const [from, until] = [
      Temporal.PlainDate.from({ year: chosen, month: 1, day: 1 }),
      Temporal.PlainDate.from({ year: chosen, month: 12, day: 31 }),
    ];
    return {
      title: of(t('reports.activity.of_year', { year: String(chosen) })),
      period: { from, until, bodyId: body ?? null },
    };
  }

  private async bodyName(id: string): Promise<string> {
    const [row] = await this.db.rows<{ name: LocalizedText }>(
      'select name from body where institution_id = $1 and id::text = $2',
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    return localized(row.name);
  }

  /** Which commitments count: promised in these days, of one body those of its visits and its own. */
  async promised({ from, until, bodyId }: Period): Promise<CommitmentFilter> {
    return { from, until, ...(bodyId ? { sourceIds: await this.queries.sourcesOf(bodyId) } : {}) };
  }
}
