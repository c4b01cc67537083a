import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Select } from '../../platform/web/components/field.js';
import { PageHead } from '../../platform/web/components/section.js';
import { SettingsTabs } from '../../platform/web/components/settings-tabs.js';
import { type FormState, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { CONFLICT_LEVELS, LEVEL_KEYS } from './conflict-levels.rules.js';
import { ConflictLevelsService } from './conflict-levels.service.js';
import { ConflictLevelsQueries } from './conflict-levels.queries.js';

const LevelsForm = z.strictObject(
  Object.fromEntries(LEVEL_KEYS.map((key) => [key, z.enum(CONFLICT_LEVELS as [string, ...string[]])])),
);

/** What each kind of conflict does: it is not saved, it holds up the release, it warns, or nobody looks. */
@Controller(':institution/settings/conflicts')
@Can('institution.edit')
export class ConflictLevelsController {
  constructor(
    private readonly db: Db,
    private readonly service: ConflictLevelsService,
    private readonly levels: ConflictLevelsQueries,
  ) {}

  @Get()
  show(): Promise<string> {
    return this.draw();
  }

  @Post()
  async set(@Param('institution') slug: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(LevelsForm, body);
    if (!form.ok) return unprocessable(await this.db.read(() => this.draw(form)));
    await this.service.set(form.data);
    flash('programme.levels.saved');
    return seeOther(`/${slug}/settings/conflicts`);
  }

  private async draw(form?: FormState): Promise<string> {
    const levels = await this.levels.current();
    return page(
      <>
        <PageHead eyebrow={t('institution.settings')} title={t('programme.levels.title')} />
        <SettingsTabs current="conflicts" />
        <p class="mute">{t('programme.levels.hint')}</p>
        <form class="form settings-form" method="post" action={`/${Current.institution.slug}/settings/conflicts`}>
          <FormErrors form={form} />
          <div class="levels">
            {LEVEL_KEYS.map((key) => (
              <Select
                key={key}
                name={key}
                label={t(`programme.levels.${key}`)}
                form={form}
                value={levels[key]}
                required
                options={CONFLICT_LEVELS.map((level) => ({ value: level, label: t(`programme.levels.do_${level}`) }))}
              />
            ))}
          </div>
          <div class="form-end">
            <Button primary>{t('programme.save')}</Button>
          </div>
        </form>
      </>,
      { title: t('programme.levels.title'), section: 'settings' },
    );
  }
}
