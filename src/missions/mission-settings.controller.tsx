import { Body, Controller, Get, Post } from '@nestjs/common';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { InstitutionService } from '../institution/institution.service.js';
import { Current } from '../platform/current.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Button } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { PageHead } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { MissionSettingsForm } from './missions.forms.js';

const NAMES = ['overdueReportBlocks', 'securityAlways', 'callForMembers'] as const;

/** How the house sends people abroad. */
@Controller(':institution/settings/missions')
@Can('institution.edit')
export class MissionSettingsController {
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
    const form = readForm(MissionSettingsForm, body);
    if (!form.ok) return unprocessable(await this.draw(form));
    await this.institution.keepMissionRules(form.data);
    flash('missions.settings.saved');
    return seeOther(`/${Current.institution.slug}/settings/missions`);
  }

  private draw(form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const { settings } = await this.queries.current();
      return page(
        <>
          <PageHead eyebrow={t('institution.settings')} title={t('missions.words.title')} />
          <SettingsTabs current="missions" />
          <form class="form settings-form" method="post">
            <FormErrors form={form} />
            {NAMES.map((name) => (
              <Check
                key={name}
                name={name}
                label={t(`missions.settings.${name}`)}
                hint={t(`missions.settings.${name}_hint`)}
                form={form}
                checked={settings.missions?.[name] ?? false}
              />
            ))}
            <div class="form-end">
              <Button primary>{t('missions.save')}</Button>
            </div>
          </form>
        </>,
        { title: t('missions.words.title'), section: 'settings' },
      );
    });
  }
}
