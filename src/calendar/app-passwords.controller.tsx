import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { AppPasswordsPage } from './app-passwords.pages.js';
import { AppPasswordsService } from './app-passwords.service.js';

const Named = z.object({ name: z.string().trim().min(1).max(60) });
const base = () => `/${Current.institution.slug}/my-calendar/passwords`;

/** Calendars as an account: passwords for the programs that keep one. */
@Controller(':institution/my-calendar/passwords')
@Can('activities.see')
export class AppPasswordsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly passwords: AppPasswordsService,
  ) {}

  @Get()
  list(): Promise<string> {
    return this.draw({ values: {}, errors: {} });
  }

  /** The password is shown once, in the answer itself: nothing could show it again after a redirect. */
  @Post()
  async make(@Body() body: unknown) {
    const form = readForm(Named, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(form)));
    try {
      const password = await this.passwords.make(form.data.name);
      return await this.db.read(() => this.draw({ values: {}, errors: {} }, { name: form.data.name, password }));
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return unprocessable(await this.db.read(() => this.draw(withError(form, 'name', t(error.key, error.params)))));
    }
  }

  @Post(':id/revocation')
  async revoke(@Param('id') id: string) {
    await this.passwords.revoke(id);
    flash('calendar.password.revoked');
    return seeOther(base());
  }

  private async draw(form: FormState, made?: { name: string; password: string }): Promise<string> {
    const passwords = await this.passwords.mine();
    const server = `${this.config.BASE_URL}/dav/`;
    return page(<AppPasswordsPage {...{ passwords, form, made, server, user: Current.actor.email }} />, {
      title: t('calendar.password.title'),
    });
  }
}
