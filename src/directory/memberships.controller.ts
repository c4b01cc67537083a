import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { MembershipsService } from './memberships.service.js';
import { AppointmentForm, EndForm } from './organisations.forms.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { PeopleService } from './people.service.js';
import { appointmentForm, endForm } from './membership-forms.pages.js';

/** Posts of a person: appointed from a day, ended on a day. */
@Controller(':institution/people/:id/memberships')
@Can('directory.write')
export class MembershipsController {
  constructor(
    private readonly db: Db,
    private readonly memberships: MembershipsService,
    private readonly organisations: OrganisationsQueries,
    private readonly people: PeopleService,
  ) {}

  @Get('new')
  async blank(@Param('id') id: string, @Query('organisation') organisationId?: string) {
    return this.form(id, { values: organisationId ? { organisationId } : {}, errors: {} });
  }

  @Post()
  async appoint(@Param('id') personId: string, @Body() body: unknown) {
    const form = readForm(AppointmentForm, body);
    if (!form.ok) return unprocessable(await this.form(personId, form));
    try {
      await this.memberships.appoint({ personId, ...form.data });
    } catch (error) {
      return unprocessable(await this.form(personId, brokenRule(form, error)));
    }
    flash('directory.membership.appointed');
    return seeOther(`/${Current.institution.slug}/people/${personId}`);
  }

  @Get(':membership/end')
  async askEnd(@Param('id') id: string, @Param('membership') membership: string) {
    return this.ending(id, membership);
  }

  @Post(':membership/end')
  async end(@Param('id') id: string, @Param('membership') membership: string, @Body() body: unknown) {
    const form = readForm(EndForm, body);
    if (!form.ok) return unprocessable(await this.ending(id, membership, form));
    try {
      await this.memberships.end(membership, form.data.endsOn);
    } catch (error) {
      return unprocessable(await this.ending(id, membership, brokenRule(form, error)));
    }
    flash('directory.membership.ended');
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }

  @Post(':membership/steps/:step')
  async take(@Param('id') id: string, @Param('membership') membership: string, @Param('step') step: string) {
    if (step !== 'confirm' && step !== 'suspend' && step !== 'resume') throw new NotFound();
    await this.memberships.take(membership, step);
    flash(`directory.membership.taken.${step}`);
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }

  private async form(id: string, form: FormState): Promise<string> {
    return this.db.read(async () => {
      const person = await this.people.get(id);
      const [organisations, posts] = [await this.organisations.choices(), await this.organisations.posts()];
      const title = t('directory.membership.new');
      const convocations = await this.organisations.convocations();
      return page(appointmentForm({ person, form, organisations, posts, convocations, title }), {
        title,
        section: 'people',
      });
    });
  }

  private async ending(id: string, membership: string, form?: FormState): Promise<string> {
    const person = await this.people.get(id);
    const title = t('directory.membership.end');
    return page(endForm({ person, membership, form, title }), { title, section: 'people' });
  }
}
