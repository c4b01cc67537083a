import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { APPLICANTS } from './call.states.js';
import { ApplicationForm } from './calls.forms.js';
import { CallPage, CallsPage } from './calls.pages.js';
import { CallsQueries } from './calls.queries.js';
import { CallsService } from './calls.service.js';

/** Open calls as members see them, and their own application. */
@Controller(':institution/calls')
@Can('activities.see')
export class CallsController {
  constructor(
    private readonly db: Db,
    private readonly calls: CallsService,
    private readonly queries: CallsQueries,
  ) {}

  @Get()
  async list(): Promise<string> {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    return page(<CallsPage calls={await this.queries.open(today)} />, {
      title: t('missions.call.list'),
      section: 'missions',
    });
  }

  @Get(':mission')
  show(@Param('mission') id: string): Promise<string> {
    return this.draw(id);
  }

  @Post(':mission/application')
  async apply(@Param('mission') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(ApplicationForm, body);
    if (!form.ok) return unprocessable(await this.draw(id, form));
    try {
      await this.calls.apply(id, form.data);
    } catch (error) {
      const said = brokenRule(form, error);
      return unprocessable(await this.draw(id, said), error instanceof DomainError ? error.status : 422);
    }
    flash('missions.call.applied');
    return seeOther(`/${Current.institution.slug}/calls/${id}`);
  }

  @Post(':mission/application/withdrawal')
  async withdraw(@Param('mission') id: string): Promise<SeeOther> {
    await this.calls.withdraw(id);
    flash('missions.call.taken_back');
    return seeOther(`/${Current.institution.slug}/calls/${id}`);
  }

  private draw(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const call = await this.queries.one(id);
      const { actor, institution } = Current;
      // Once it is closed it is the business of those who applied.
      allow(call.state === 'open' || call.own !== null);
      const [own] = actor.personId ? await this.queries.applications(id, actor.personId) : [];
      const isOpen =
        call.state === 'open' &&
        Temporal.PlainDate.compare(Temporal.Now.plainDateISO(institution.timeZone), call.closes_on) <= 0;
      const mayApply = isOpen && actor.personId !== null && hasRole(actor, APPLICANTS);
      return page(<CallPage {...{ call, own, mayApply, form }} />, {
        title: localized(call.title),
        section: 'missions',
      });
    });
  }
}
