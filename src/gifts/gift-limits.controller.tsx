import { Body, Controller, Get, Post } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { type SeeOther, seeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { fromMinor } from '../platform/money.js';
import { Can } from '../platform/permissions/can.js';
import { Button } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { Rows } from '../platform/web/components/rows.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import { type FormState, readForm } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import { DIRECTIONS } from './gift.entity.js';
import { CONSEQUENCES } from './gift-limit.entity.js';
import { GiftLimits, type ShownLimit } from './gift-limits.service.js';
import { LimitsForm } from './gifts.forms.js';

/** The values above which a gift may not simply be kept. */
@Controller(':institution/settings/gifts')
@Can('gifts.limits')
export class GiftLimitsController {
  constructor(
    private readonly db: Db,
    private readonly limits: GiftLimits,
  ) {}

  @Get()
  show(): Promise<string> {
    return this.draw();
  }

  @Post()
  async keep(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(LimitsForm, body);
    if (!form.ok) return unprocessable(await this.draw(form));
    await this.limits.keep(form.data.limits);
    flash('gifts.saved');
    return seeOther(`/${Current.institution.slug}/settings/gifts`);
  }

  private draw(form?: FormState): Promise<string> {
    return this.db.read(async () =>
      page(<LimitsPage limits={await this.limits.all()} form={form} />, {
        title: t('gifts.limits'),
        section: 'settings',
      }),
    );
  }
}

function LimitsPage({ limits, form }: { limits: ShownLimit[]; form?: FormState | undefined }) {
  return (
    <>
      <PageHead eyebrow={t('institution.settings')} title={t('gifts.limits')} />
      <SettingsTabs current="gifts" />
      <Section title={t('gifts.limits')}>
        <p class="mute">{t('gifts.limits_hint')}</p>
        <form class="form" method="post" action={`/${Current.institution.slug}/settings/gifts`} novalidate>
          <FormErrors form={form} />
          <Rows
            name="limits"
            legend={<span class="vh">{t('gifts.limits')}</span>}
            rows={limits}
            form={form}
            add={t('gifts.another_limit')}
            draw={(at, limit) => <LimitFields at={at} limit={limit} form={form} />}
          />
          <div class="form-end">
            <Button primary>{t('gifts.save')}</Button>
          </div>
        </form>
      </Section>
    </>
  );
}

function LimitFields({ at, limit, form }: { at: string; limit: ShownLimit | undefined; form: FormState | undefined }) {
  return (
    <>
      {limit && <input type="hidden" name={`${at}[code]`} value={limit.code} />}
      <LocalizedField name={`${at}.name`} label={t('gifts.field.limit_name')} form={form} value={limit?.name} />
      <Select
        name={`${at}.direction`}
        label={t('gifts.field.direction')}
        form={form}
        value={limit?.direction}
        empty="–"
        options={DIRECTIONS.map((value) => ({ value, label: t(`gifts.direction.${value}`) }))}
      />
      <Field
        name={`${at}.amount`}
        inputmode="decimal"
        label={t('gifts.field.above')}
        form={form}
        value={limit && fromMinor(limit.minor, limit.currency)}
      />
      <Field
        name={`${at}.currency`}
        label={t('gifts.field.currency')}
        form={form}
        value={limit?.currency}
        maxlength={3}
      />
      <Select
        name={`${at}.consequence`}
        label={t('gifts.field.consequence')}
        form={form}
        value={limit?.consequence}
        empty="–"
        options={CONSEQUENCES.map((value) => ({ value, label: t(`gifts.consequence.${value}`) }))}
      />
      <Field
        name={`${at}.basis`}
        label={t('gifts.field.basis')}
        form={form}
        value={limit?.basis}
        hint={limit?.source || undefined}
      />
      <Check name={`${at}.isOn`} label={t('gifts.field.is_on')} form={form} checked={limit?.isOn ?? false} />
    </>
  );
}
