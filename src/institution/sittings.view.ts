import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { t } from '../platform/i18n/translate.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { InstitutionQueries } from './institution.queries.js';
import { InstitutionTime } from './institution-time.service.js';
import { SittingFeedsService } from './sitting-feeds.service.js';
import { SittingsPage } from './sittings.pages.js';

export type SittingForms = Partial<Record<'span' | 'file' | 'feed' | 'convocation', FormState>>;

/** The page of sitting days: for reading, and again with what was wrong in a form. */
@Injectable()
export class SittingsView {
  constructor(
    private readonly db: Db,
    private readonly queries: InstitutionQueries,
    private readonly time: InstitutionTime,
    private readonly feeds: SittingFeedsService,
  ) {}

  draw(forms: SittingForms = {}, query: unknown = {}): Promise<string> {
    return this.db.read(async () => {
      const asked = query as { month?: unknown; committee?: unknown };
      const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
      const month = monthOf(asked.month) ?? today.toPlainYearMonth();
      const [first, last] = [month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth })];
      const committees = await this.queries.committees();
      const ahead = await this.queries.sittingDaysBetween(today, today.add({ years: 3 }));
      return page(
        SittingsPage({
          month,
          days: await this.time.daysBetween(first, last),
          sittings: await this.queries.sittingsBetween(first, last),
          committees,
          committeeId: committees.find(({ id }) => id === asked.committee)?.id ?? null,
          known: ahead.length,
          feeds: await this.feeds.list(),
          convocations: await this.queries.convocations(),
          forms,
        }),
        { title: t('institution.sittings'), section: 'settings' },
      );
    });
  }

  /** @throws NotFound where there is no such committee to choose */
  async requireCommittee(id: string | null): Promise<void> {
    if (id === null) return;
    const committees = await this.db.read(() => this.queries.committees());
    if (!committees.some((one) => one.id === id)) throw new NotFound();
  }
}

function monthOf(text: unknown): Temporal.PlainYearMonth | null {
  return typeof text === 'string' && /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text)
    ? Temporal.PlainYearMonth.from(text)
    : null;
}
