import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { InstitutionService } from '../institution/institution.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Field } from '../platform/web/components/field.js';
import { Switches } from '../platform/web/components/switches.js';
import { ticked, wholeNumber } from '../platform/web/form-values.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { DEFAULT_MAIL_DAYS } from './inbox/mail-retention.service.js';

const RulesForm = z.strictObject({
  secondPerson: ticked,
  mailDays: wholeNumber.pipe(z.number().int().min(7).max(3650)).default(DEFAULT_MAIL_DAYS),
});

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
        <Switches
          eyebrow="institution.settings"
          title="invitations.title"
          tab="invitations"
          switches={[
            {
              name: 'secondPerson',
              label: 'invitations.settings.second_person',
              hint: 'invitations.settings.second_person_hint',
              isOn: settings.invitations?.secondPerson ?? false,
            },
          ]}
          save="invitations.settings.save"
          form={form}
        >
          <Field
            name="mailDays"
            label={t('invitations.settings.mail_days')}
            hint={t('invitations.settings.mail_days_hint')}
            type="number"
            min={7}
            max={3650}
            value={settings.invitations?.mailDays ?? DEFAULT_MAIL_DAYS}
            form={form}
          />
        </Switches>,
        { title: t('invitations.title'), section: 'settings' },
      );
    });
  }
}
