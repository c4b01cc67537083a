import { Current } from '../platform/current.js';
import { formatDay, formatDays } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { ConvocationRow } from './institution.queries.js';

const here = () => `/${Current.institution.slug}/settings/sittings`;

/** Convocations, each with the form that changes it. */
export function Convocations({ convocations, form }: { convocations: ConvocationRow[]; form: FormState | undefined }) {
  return (
    <Section title={t('institution.convocations')}>
      {convocations.length === 0 && <p class="mute">{t('institution.convocations_none')}</p>}
      <ul class="found">
        {convocations.map((one) => (
          <li key={one.id}>
            <details>
              <summary>
                <span class="strong">{t('institution.convocation', { number: one.number })}</span>{' '}
                <span class="mute">
                  {one.ends_on
                    ? formatDays(one.starts_on, one.ends_on)
                    : t('institution.convocation_open', { from: formatDay(one.starts_on) })}
                </span>
              </summary>
              <form class="form" method="post" action={`${here()}/convocations/${one.id}`}>
                <ConvocationFields
                  values={{
                    number: one.number,
                    startsOn: `${one.starts_on}`,
                    endsOn: one.ends_on ? `${one.ends_on}` : null,
                  }}
                />
                <div class="form-end">
                  <Button small>{t('institution.save')}</Button>
                </div>
              </form>
            </details>
          </li>
        ))}
      </ul>
      <form class="form" method="post" action={`${here()}/convocations`}>
        <ConvocationFields form={form} />
        <div class="form-end">
          <Button>{t('institution.convocation_add')}</Button>
        </div>
      </form>
    </Section>
  );
}

function ConvocationFields({
  form,
  values,
}: {
  form?: FormState | undefined;
  values?: { number: number; startsOn: string; endsOn: string | null };
}) {
  return (
    <div class="form-row">
      <Field
        name="number"
        type="number"
        min={1}
        label={t('institution.convocation_number')}
        value={values?.number}
        form={form}
        required
      />
      <Field
        name="startsOn"
        type="date"
        label={t('institution.convocation_from')}
        value={values?.startsOn}
        form={form}
        required
      />
      <Field name="endsOn" type="date" label={t('institution.convocation_until')} value={values?.endsOn} form={form} />
    </div>
  );
}
