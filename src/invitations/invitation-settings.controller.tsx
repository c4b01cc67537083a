import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { InstitutionService } from '../institution/institution.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Button } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { PageHead } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import { ticked } from '../platform/web/form-values.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';

const RulesForm = z.strictObject({ secondPerson: ticked });

/** How the house invites. */
@Controller(':institution/settings/invitations')
@Can('institution.edit')
export class InvitationSettingsController {
  constructor(
    private readonly db: Db,
    private readonly queries: InstitutionQueries,
    private readonly institution: InstitutionService,
  ) {}

  @Get()
  show(): Promise<string> {
    return this.draw();
  }

  @Post()
  async rule(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(RulesForm, body);
    if (!form.ok) return unprocessable(await this.draw(form));
    await this.institution.keepInvitationRules(form.data);
    flash('invitations.settings.saved');
    return seeOther(`/${Current.institution.slug}/settings/invitations`);
  }

  private draw(form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const { settings } = await this.queries.current();
      return page(
        <>
          <PageHead eyebrow={t('institution.settings')} title={t('invitations.title')} />
          <SettingsTabs current="invitations" />
          <form class="form settings-form" method="post">
            <FormErrors form={form} />
            <Check
              name="secondPerson"
              label={t('invitations.settings.second_person')}
              hint={t('invitations.settings.second_person_hint')}
              form={form}
              checked={settings.invitations?.secondPerson ?? false}
            />
            <div class="form-end">
              <Button primary>{t('invitations.settings.save')}</Button>
            </div>
          </form>
        </>,
        { title: t('invitations.title'), section: 'settings' },
      );
    });
  }
}
