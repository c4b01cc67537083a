import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { FaceForm } from './institution.forms.js';
import { InstitutionQueries } from './institution.queries.js';
import { InstitutionService } from './institution.service.js';
import { SettingsHistory } from './settings-history.service.js';
import { SettingsPage } from './settings.pages.js';

/** The institution's name, look and rules. */
@Controller(':institution/settings')
@Can('institution.edit')
export class SettingsController {
  constructor(
    private readonly db: Db,
    private readonly service: InstitutionService,
    private readonly queries: InstitutionQueries,
    private readonly history: SettingsHistory,
  ) {}

  @Get()
  show() {
    return this.draw();
  }

  @Post()
  async present(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(FaceForm, body);
    if (!form.ok) return unprocessable(await this.draw({ face: form }));
    const { version, name, locales, accent, signatory, signatoryPost, address, phone, email } = form.data;
    const letterhead = {
      ...(address ? { address } : {}),
      ...(phone ? { phone } : {}),
      ...(email ? { email } : {}),
      ...(signatory ? { signatory: { name: signatory, post: signatoryPost } } : {}),
    };
    try {
      await this.service.present({ name, locales, accent, letterhead }, version);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      return unprocessable(await this.draw({ face: withError(form, '', t(error.key, error.params)) }), error.status);
    }
    flash('institution.saved');
    return seeOther(`/${slug}/settings`);
  }

  private draw(forms: { face?: FormState } = {}): Promise<string> {
    return this.db.read(async () =>
      page(
        SettingsPage({
          institution: await this.queries.current(),
          changes: await this.history.of(['face', 'partnerships']),
          ...forms,
        }),
        {
          title: t('institution.title'),
          section: 'settings',
        },
      ),
    );
  }
}
