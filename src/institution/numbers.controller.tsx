import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Button } from '../platform/web/components/button.js';
import { Field } from '../platform/web/components/field.js';
import { Empty, PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import { readForm, withError, type FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { RegisterNumbers } from './register-numbers.service.js';
import { writtenNumber } from './register-pattern.js';
import { settingChanges } from './settings-history.pages.js';
import { SettingsHistory } from './settings-history.service.js';

const PATTERNS = z.object({
  patterns: z
    .record(z.string().regex(/^[a-z][a-z-]{1,40}$/), z.string().max(100))
    .optional()
    .default({}),
});

/** How the numbers of the registers are written, and how far they are. */
@Controller(':institution/settings/numbers')
@Can('institution.edit')
export class NumbersController {
  constructor(
    private readonly db: Db,
    private readonly numbers: RegisterNumbers,
    private readonly history: SettingsHistory,
  ) {}

  @Get()
  show() {
    return this.draw();
  }

  @Post()
  async write(@Param('institution') slug: string, @Body() body: unknown) {
    const form = readForm(PATTERNS, body);
    if (!form.ok) return unprocessable(await this.draw(form));
    try {
      await this.numbers.write(form.data.patterns);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return unprocessable(await this.draw(withError(form, error.field, t(error.key, error.params))), error.status);
    }
    flash('institution.saved');
    return seeOther(`/${slug}/settings/numbers`);
  }

  private draw(form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const registers = await this.numbers.registers();
      const { year } = Temporal.Now.plainDateISO(Current.institution.timeZone);
      return page(
        <>
          <PageHead eyebrow={t('institution.settings')} title={t('institution.numbers.title')} />
          <SettingsTabs current="numbers" />
          {registers.length === 0 && <Empty title={t('institution.numbers.none')} />}
          <form class="form settings-form" method="post" action={`/${Current.institution.slug}/settings/numbers`}>
            {registers.map(({ kind, label, pattern, years }) => {
              const last = years.find((one) => one.year === year)?.last ?? 0;
              return (
                <Section key={kind} title={label ? t(label) : kind}>
                  <Field
                    name={`patterns.${kind}`}
                    label={t('institution.numbers.pattern')}
                    hint={t('institution.numbers.hint')}
                    value={pattern}
                    form={form}
                    required
                    maxlength={100}
                  />
                  <p class="small">
                    {t('institution.numbers.next', { number: writtenNumber(pattern, last + 1, year) })}
                    {years.length > 0 &&
                      ` ${t('institution.numbers.drawn', {
                        years: years.map((one) => `${one.year}: ${one.last}`).join(', '),
                      })}`}
                  </p>
                </Section>
              );
            })}
            {registers.length > 0 && (
              <div class="form-end">
                <Button primary>{t('institution.save')}</Button>
              </div>
            )}
          </form>
          {settingChanges(await this.history.of(['numbers']))}
        </>,
        { title: t('institution.numbers.title'), section: 'settings' },
      );
    });
  }
}
