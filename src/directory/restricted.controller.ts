import { Body, Controller, Param, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { RestrictedForm, RevealForm } from './people.forms.js';
import { PeopleService } from './people.service.js';
import { restrictedPage } from './restricted.pages.js';

/** Passport, health and diet: read by POST alone, so that no address, no history and no cache brings them back. */
@Controller(':institution/people/:id')
@Can('directory.reveal')
export class RestrictedController {
  constructor(private readonly people: PeopleService) {}

  @Post('reveal')
  async reveal(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(RevealForm, body);
    const person = await this.people.get(id);
    const title = t('directory.restricted.title');
    const shown = (notes: Awaited<ReturnType<PeopleService['reveal']>> | null) =>
      page(restrictedPage({ person, notes, reason: form.data?.reason, form, title }), { title, section: 'people' });
    if (!form.ok) return unprocessable(shown(null));
    return unprocessable(shown(await this.people.reveal(id, form.data.reason)), 200);
  }

  @Post('restricted')
  async note(@Param('id') id: string, @Body() body: unknown) {
    const form = readForm(RestrictedForm, body);
    const person = await this.people.get(id);
    const title = t('directory.restricted.title');
    if (!form.ok)
      return unprocessable(page(restrictedPage({ person, notes: {}, form, title }), { title, section: 'people' }));
    await this.people.noteRestricted(id, form.data);
    flash('directory.restricted.noted');
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }
}
