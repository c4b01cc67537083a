import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CountriesService } from './countries.service.js';
import { mayReveal } from './directory.rules.js';
import { PeopleQueries } from './people.queries.js';
import { PeopleService } from './people.service.js';
import { readingsPage, restrictedPage, type RestrictedPageProps } from './restricted.pages.js';
import { RestrictedQueries } from './restricted.queries.js';
import { OPENS, RevealForm, TravelForm, type TravelField, type TravelProfile } from './travel.forms.js';
import { TravelProfilesService } from './travel-profiles.service.js';

/** Passports, health and diet: read by POST alone, so that no address, no history and no cache brings them back. */
@Controller(':institution/people/:id')
@Can('directory.reveal')
export class RestrictedController {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
    private readonly travel: TravelProfilesService,
    private readonly countries: CountriesService,
    private readonly queries: RestrictedQueries,
    private readonly known: PeopleQueries,
  ) {}

  @Post('reveal')
  async reveal(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(RevealForm, body);
    if (!form.ok) return unprocessable(await this.shown(id, { profile: null, form }));
    const { reason } = form.data;
    return unprocessable(await this.shown(id, { profile: await this.travel.reveal(id, reason), reason }), 200);
  }

  @Post('restricted')
  async note(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(TravelForm, body);
    if (!form.ok) {
      const reason = readForm(RevealForm, body).data?.reason;
      return unprocessable(await this.shown(id, { profile: {}, reason, form }));
    }
    await this.travel.note(id, noted(form.data, OPENS[form.data.reason]));
    flash('directory.restricted.noted');
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }

  @Get('readings')
  async readings(@Param('id') id: string) {
    const person = await this.people.get(id);
    allow(mayReveal(Current.actor, person.country));
    const rows = await this.queries.readings(await this.known.idsOf(person.id));
    const title = t('directory.restricted.readings');
    return page(readingsPage({ person, rows, title }), { title, section: 'people' });
  }

  private shown(id: string, props: Omit<RestrictedPageProps, 'person' | 'title' | 'names'>): Promise<string> {
    return this.db.read(async () => {
      const person = await this.people.get(id);
      allow(mayReveal(Current.actor, person.country));
      const title = t('directory.restricted.title');
      const names = await this.countries.names();
      return page(restrictedPage({ ...props, person, names, title }), { title, section: 'people' });
    });
  }
}

/** What the form showed; a field that came back empty is none. */
export function noted(form: TravelProfile, fields: readonly TravelField[]): TravelProfile {
  return Object.fromEntries(fields.map((field) => [field, form[field] ?? null])) as TravelProfile;
}
