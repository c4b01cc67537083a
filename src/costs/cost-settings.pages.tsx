import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import type { FormState } from '../platform/web/forms.js';
import type { CostRules, ExchangeRate } from './cost-rates.service.js';
import { fromMinor } from '../platform/money.js';
import type { PerDiemRate } from './per-diem.rules.js';

export interface CostSettingsProps {
  rules: CostRules;
  days: PerDiemRate[];
  exchange: ExchangeRate[];
  countries: { code: string; name: string }[];
  sent?: { part: string; form: FormState } | undefined;
}

export function CostSettingsPage({ rules, days, exchange, countries, sent }: CostSettingsProps) {
  const path = `/${Current.institution.slug}/settings/costs`;
  const formOf = (part: string) => (sent?.part === part ? sent.form : undefined);
  const places = countries.map(({ code, name }) => ({ value: code, label: name }));
  const save = (
    <div class="form-end">
      <Button>{t('costs.save')}</Button>
    </div>
  );
  return (
    <>
      <PageHead eyebrow={t('institution.settings')} title={t('costs.title')} />
      <SettingsTabs current="costs" />
      <Section title={t('costs.rules')}>
        <form class="form settings-form" method="post" action={`${path}/rules`}>
          <FormErrors form={formOf('rules')} />
          <Field
            name="currency"
            label={t('costs.field.house_currency')}
            form={formOf('rules')}
            value={rules.currency}
            maxlength={3}
            required
          />
          <div class="form-row">
            {(['breakfast', 'lunch', 'dinner', 'firstDay', 'lastDay'] as const).map((name) => (
              <Field
                key={name}
                name={name}
                type="number"
                min={0}
                max={100}
                label={t(`costs.part.${name}`)}
                form={formOf('rules')}
                value={rules[name]}
                required
              />
            ))}
          </div>
          <Check
            name="estimateForReceptions"
            label={t('costs.estimate_for_receptions')}
            form={formOf('rules')}
            checked={rules.estimateForReceptions}
          />
          {save}
        </form>
      </Section>
      <Section title={t('costs.day_rates')}>
        <form class="form" method="post" action={`${path}/per-diem`}>
          <FormErrors form={formOf('days')} />
          <Rows
            name="rates"
            legend={<span class="vh">{t('costs.day_rates')}</span>}
            rows={days}
            form={formOf('days')}
            add={t('costs.another_rate')}
            draw={(at, rate) => {
              const form = formOf('days');
              return (
                <>
                  <Select
                    name={`${at}.country`}
                    label={t('costs.field.country')}
                    form={form}
                    value={rate?.country}
                    empty="–"
                    options={places}
                  />
                  <Field
                    name={`${at}.validFrom`}
                    type="date"
                    label={t('costs.field.from')}
                    form={form}
                    value={rate?.validFrom.toString()}
                  />
                  <Field
                    name={`${at}.currency`}
                    label={t('costs.field.currency')}
                    form={form}
                    value={rate?.currency}
                    maxlength={3}
                  />
                  <Field
                    name={`${at}.day`}
                    label={t('costs.field.day')}
                    form={form}
                    inputmode="decimal"
                    value={rate && fromMinor(rate.day, rate.currency)}
                  />
                  <Field
                    name={`${at}.night`}
                    label={t('costs.field.night')}
                    form={form}
                    inputmode="decimal"
                    value={rate && fromMinor(rate.night, rate.currency)}
                  />
                </>
              );
            }}
          />
          {save}
        </form>
      </Section>
      <Section title={t('costs.exchange', { currency: rules.currency })}>
        <form class="form settings-form" method="post" action={`${path}/exchange`}>
          <FormErrors form={formOf('exchange')} />
          <Rows
            name="rates"
            legend={<span class="vh">{t('costs.exchange', { currency: rules.currency })}</span>}
            rows={exchange}
            form={formOf('exchange')}
            add={t('costs.another_rate')}
            draw={(at, rate) => {
              const form = formOf('exchange');
              return (
                <>
                  <Field
                    name={`${at}.currency`}
                    label={t('costs.field.currency')}
                    form={form}
                    value={rate?.currency}
                    maxlength={3}
                  />
                  <Field
                    name={`${at}.rateOn`}
                    type="date"
                    label={t('costs.field.rate_on')}
                    form={form}
                    value={rate?.rateOn.toString()}
                  />
                  <Field
                    name={`${at}.rate`}
                    label={t('costs.field.rate', { currency: rules.currency })}
                    form={form}
                    inputmode="decimal"
                    value={rate?.rate}
                  />
                </>
              );
            }}
          />
          {save}
        </form>
      </Section>
    </>
  );
}
