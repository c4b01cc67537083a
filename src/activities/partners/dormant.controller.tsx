import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CountriesService } from '../../directory/countries.service.js';
import { InstitutionService } from '../../institution/institution.service.js';
import { Current } from '../../platform/current.js';
import { seeOther } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { readForm } from '../../platform/web/forms.js';
import { menu } from '../../platform/web/menu.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { DormantPage } from './dormant.pages.js';
import { PartnerVisits } from './partner-visits.queries.js';

const YEARS = z.coerce.number().int().min(1).max(50);
const FILTER = z.object({
  years: YEARS.optional().catch(undefined),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
});
const PAGE_SIZE = 40;

/** Partnerships that sleep: neither visit nor contact for so many years. */
@Controller(':institution/dormant-partnerships')
@Can('directory.read')
export class DormantController {
  constructor(
    private readonly visits: PartnerVisits,
    private readonly institutions: InstitutionService,
    private readonly countries: CountriesService,
  ) {}

  @Get()
  async list(@Query() query: unknown): Promise<string> {
    const filter = FILTER.parse(Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== '')));
    const usual = await this.institutions.dormantYears();
    const years = filter.years ?? usual;
    const since = Temporal.Now.plainDateISO(Current.institution.timeZone).subtract({ years });
    const rows = await this.visits.dormantSince(since, filter.country);
    const at = filter.page ?? 1;
    return page(
      <DormantPage
        rows={rows.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE)}
        total={rows.length}
        page={at}
        pageSize={PAGE_SIZE}
        years={years}
        usual={usual}
        country={filter.country}
        names={await this.countries.names()}
        countries={await this.countries.occurring('organisation')}
        maySet={menu.mayUse('institution.edit')}
      />,
      { title: t('activities.dormant.title'), section: 'partners' },
    );
  }

  /** From how many years on a partnership counts as asleep. */
  @Post('threshold')
  @Can('institution.edit')
  async threshold(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(z.object({ years: YEARS }), body);
    if (form.ok) {
      await this.institutions.sleepAfter(form.data.years);
      flash('activities.dormant.saved');
    }
    return seeOther(`/${slug}/dormant-partnerships`);
  }
}
