import { formatCountry, formatDay } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check, Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, type Option, Select } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import { COST_CATEGORIES, PAYERS } from './cost-line.entity.js';
import { GIVEN } from './per-diem.rules.js';

export interface LineFieldsProps {
  of: 'estimate' | 'actual';
  action: string;
  people: Option[];
  base: string;
  form: FormState | undefined;
}

/** One cost to enter. Without a rate the latest known one is taken. */
export function LineFields({ of, action, people, base, form }: LineFieldsProps) {
  const own = form?.values['of'] === of ? form : undefined;
  return (
    <details class="edit-part" open={own !== undefined}>
      <summary>{t(`costs.add_${of}`)}</summary>
      <form class="form" method="post" action={action}>
        <FormErrors form={own} />
        <input type="hidden" name="of" value={of} />
        <div class="form-row">
          <Select
            name="category"
            label={t('costs.field.category')}
            form={own}
            value="transport"
            required
            options={COST_CATEGORIES.map((value) => ({ value, label: t(`costs.category.${value}`) }))}
          />
          <Field name="label" label={t('costs.field.label')} form={own} maxlength={300} />
          <Select
            name="payer"
            label={t('costs.field.payer')}
            form={own}
            value="sender"
            required
            options={PAYERS.map((value) => ({ value, label: t(`costs.payer.${value}`) }))}
          />
          <Select
            name="personId"
            label={t('costs.field.person')}
            form={own}
            empty={t('costs.everybody')}
            options={people}
          />
        </div>
        <div class="form-row">
          <Field name="amount" label={t('costs.field.amount')} form={own} inputmode="decimal" required />
          <Field name="currency" label={t('costs.field.currency')} form={own} value={base} maxlength={3} required />
          <Field
            name="rate"
            label={t('costs.field.rate', { currency: base })}
            hint={t('costs.rate_hint')}
            form={own}
            inputmode="decimal"
          />
          <Field name="rateOn" type="date" label={t('costs.field.rate_on')} form={own} />
        </div>
        {of === 'actual' && <Check name="claimed" label={t('costs.claimed_label')} form={own} />}
        <div class="form-end">
          <Button>{t('costs.add')}</Button>
        </div>
      </form>
    </details>
  );
}

export interface StayTableProps {
  stay: { day: Temporal.PlainDate; country: string; meals: boolean; lodging: boolean }[];
  action: string;
  form: FormState | undefined;
}

/** Where each day is spent and what the host gives on it; the allowances follow. */
export function StayTable({ stay, action, form }: StayTableProps) {
  return (
    <form class="form" method="post" action={action}>
      <FormErrors form={form} />
      <p class="hint-text">{t('costs.compute_hint')}</p>
      {stay.map(({ day, country, meals, lodging }, n) => {
        const given = [...(meals ? GIVEN : []), ...(lodging ? ['lodging'] : [])];
        const isLast = n === stay.length - 1;
        return (
          <div key={day.toString()} class="form-row stay-day">
            <input type="hidden" name={`days[${n}][day]`} value={day.toString()} />
            <Field
              name={`days[${n}].country`}
              label={`${formatDay(day, 'short')}${country ? `, ${formatCountry(country)}` : ''}`}
              form={form}
              value={country}
              maxlength={2}
              required
            />
            <Checks
              name={`days[${n}].given`}
              label={t('costs.given')}
              form={form}
              chosen={given}
              options={[...GIVEN, ...(isLast ? [] : ['lodging'])].map((value) => ({
                value,
                label: t(`costs.meal.${value}`),
              }))}
            />
          </div>
        );
      })}
      <div class="form-end">
        <Button>{t('costs.compute_do')}</Button>
      </div>
    </form>
  );
}
