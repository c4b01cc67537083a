import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, type DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { brokenRule, type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { CountriesService } from './countries.service.js';
import { LikenessQueries, type LikeRow } from './likeness.queries.js';
import { weightOf } from './likeness.rules.js';
import { allFacts, PersonForm } from './people.forms.js';
import { PeopleService } from './people.service.js';
import { personForm } from './person-form.pages.js';

/** People as they are written: new ones, with a look at who may be the same, and changes. */
@Controller(':institution/people')
@Can('directory.write')
export class PersonFormController {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
    private readonly countries: CountriesService,
    private readonly likeness: LikenessQueries,
  ) {}

  @Get('new')
  async blank(@Query('organisation') organisationId?: string) {
    return this.form(undefined, { values: organisationId ? { organisationId } : {}, errors: {} });
  }

  @Post()
  async create(@Body() body: unknown) {
    const form = readForm(PersonForm, body);
    if (!form.ok) return unprocessable(await this.form(undefined, form));
    const alike = form.data.another ? [] : await this.certain(form.data);
    if (alike.length > 0)
      return unprocessable(
        await this.form(undefined, withError(form, '', t('directory.likeness.look', { count: alike.length })), alike),
      );
    let id: string;
    try {
      id = await this.people.create(allFacts(form.data));
    } catch (error) {
      return unprocessable(await this.form(undefined, brokenRule(form, error)));
    }
    flash('directory.people.added');
    return seeOther(
      `/${Current.institution.slug}/people/${id}${form.data.organisationId ? `/memberships/new?organisation=${form.data.organisationId}` : ''}`,
    );
  }

  @Get(':id/edit')
  async edit(@Param('id') id: string) {
    return this.form(id);
  }

  @Post(':id')
  async update(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(PersonForm, body);
    if (!form.ok) return unprocessable(await this.form(id, form));
    try {
      await this.people.update(id, allFacts(form.data), (found) => {
        if (found !== form.data.version) throw new ChangedMeanwhile();
      });
    } catch (error) {
      return unprocessable(await this.form(id, brokenRule(form, error)), (error as DomainError).status);
    }
    flash('directory.saved');
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }

  // An initial in common stops nobody; the same name, address or date of birth is worth a look before saving.
  private async certain(typed: z.output<typeof PersonForm>): Promise<LikeRow[]> {
    const rows = await this.db.read(() => this.likeness.alike(allFacts(typed)));
    return rows.filter(({ why }) => weightOf(why) > 1);
  }

  private async form(id?: string, state?: FormState, alike?: LikeRow[]): Promise<string> {
    return this.db.read(async () => {
      const person = id ? await this.people.get(id) : undefined;
      const title = t(person ? 'directory.people.edit' : 'directory.people.new');
      return page(personForm({ person, form: state, names: await this.countries.names(), title, alike }), {
        title,
        section: 'people',
      });
    });
  }
}
