import { Body, Controller, Get, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CountriesService } from './countries.service.js';
import { PeopleQueries } from './people.queries.js';
import { PeopleService } from './people.service.js';
import { noted } from './restricted.controller.js';
import { ownTravelPage, restrictedPage } from './restricted.pages.js';
import { RestrictedQueries } from './restricted.queries.js';
import { TRAVEL_FIELDS, TravelForm, type TravelProfile } from './travel.forms.js';
import { TravelProfilesService } from './travel-profiles.service.js';

/** One's own travel details: nothing here takes the id of another. */
@Controller(':institution/account/travel')
@Can('signed-in')
export class OwnTravelController {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
    private readonly travel: TravelProfilesService,
    private readonly countries: CountriesService,
    private readonly queries: RestrictedQueries,
    private readonly known: PeopleQueries,
  ) {}

  @Get()
  async show() {
    const id = Current.actor.personId;
    const person = id === null ? null : await this.people.get(id);
    const rows = person ? await this.queries.readings(await this.known.idsOf(person.id)) : [];
    const title = t('directory.restricted.own');
    return page(ownTravelPage({ person, rows, title }), { title });
  }

  @Post('reveal')
  async reveal() {
    return unprocessable(await this.shown(await this.travel.reveal(this.own(), 'upkeep')), 200);
  }

  @Post()
  async note(@Body() body: unknown) {
    const form = readForm(TravelForm, body);
    if (!form.ok) return unprocessable(await this.shown({}, form));
    await this.travel.note(this.own(), noted(form.data, TRAVEL_FIELDS));
    flash('directory.restricted.noted');
    return seeOther(`/${Current.institution.slug}/account/travel`);
  }

  private shown(profile: TravelProfile, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const person = await this.people.get(this.own());
      const title = t('directory.restricted.own');
      const names = await this.countries.names();
      return page(restrictedPage({ person, profile, reason: 'upkeep', form, names, title, own: true }), { title });
    });
  }

  private own(): string {
    const { personId } = Current.actor;
    if (personId === null) throw new NotFound();
    return personId;
  }
}
