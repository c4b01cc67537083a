import { Body, Controller, Get, Post } from '@nestjs/common';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { InstitutionService } from '../institution/institution.service.js';
import { Current } from '../platform/current.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Switches } from '../platform/web/components/switches.js';
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
        <Switches
          eyebrow="institution.settings"
          title="missions.words.title"
          tab="missions"
          switches={NAMES.map((name) => ({
            name,
            label: `missions.settings.${name}`,
            hint: `missions.settings.${name}_hint`,
            isOn: settings.missions?.[name] ?? false,
          }))}
          save="missions.save"
          form={form}
        />,
        { title: t('missions.words.title'), section: 'settings' },
      );
    });
  }
}
