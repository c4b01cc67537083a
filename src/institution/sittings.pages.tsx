import { Current } from '../platform/current.js';
import { formatDay, formatDays, formatWeekday } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Checks } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { Empty, PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import type { FormState } from '../platform/web/forms.js';
import type { ConvocationRow } from './institution.queries.js';

export interface SittingsPageProps {
  days: Temporal.PlainDate[];
  convocations: ConvocationRow[];
  sittings?: FormState;
  convocation?: FormState;
}

export function SittingsPage({ days, convocations, sittings, convocation }: SittingsPageProps) {
  const here = `/${Current.institution.slug}/settings/sittings`;
  const months = Map.groupBy(days, (day) => day.toPlainYearMonth().toString());
  return (
    <>
      <PageHead
        eyebrow={t('institution.settings')}
        title={t('institution.sittings')}
        meta={<span>{t('institution.sittings_count', { count: days.length })}</span>}
      />
      <SettingsTabs current="sittings" />
      {days.length === 0 && <Empty title={t('institution.sittings_none')}>{t('institution.sittings_none_hint')}</Empty>}
      {[...months].map(([month, some]) => (
        <Section key={month} title={formatDay(some[0]!, 'month')} aside={String(some.length)}>
          <ul class="sitting-days">
            {some.map((day) => (
              <li key={day.toString()}>
                <time dateTime={day.toString()}>{formatDay(day, 'weekday')}</time>
                <PostButton
                  to={`${here}/${day}/removal`}
                  small
                  plain
                  label={t('institution.sittings_remove_of', { day: formatDay(day) })}
                >
                  {t('institution.sittings_remove')}
                </PostButton>
              </li>
            ))}
          </ul>
        </Section>
      ))}
      <Section title={t('institution.sittings_add')}>
        <form class="form" method="post" action={here}>
          <div class="form-row">
            <Field name="from" type="date" label={t('institution.sittings_from')} form={sittings} required />
            <Field name="until" type="date" label={t('institution.sittings_until')} form={sittings} required />
          </div>
          <Checks name="weekdays" label={t('institution.sittings_weekdays')} form={sittings} options={weekdays()} />
          <div class="form-end">
            <Button primary>{t('institution.sittings_add')}</Button>
          </div>
        </form>
      </Section>
      <Section title={t('institution.convocations')}>
        {convocations.length === 0 && <p class="mute">{t('institution.convocations_none')}</p>}
        <ul class="found">
          {convocations.map((one) => (
            <li key={one.id}>
              <span class="strong">{t('institution.convocation', { number: one.number })}</span>
              <span class="mute">
                {one.ends_on
                  ? formatDays(one.starts_on, one.ends_on)
                  : t('institution.convocation_open', { from: formatDay(one.starts_on) })}
              </span>
            </li>
          ))}
        </ul>
        <form class="form" method="post" action={`${here}/convocations`}>
          <div class="form-row">
            <Field
              name="number"
              type="number"
              min={1}
              label={t('institution.convocation_number')}
              form={convocation}
              required
            />
            <Field name="startsOn" type="date" label={t('institution.convocation_from')} form={convocation} required />
            <Field name="endsOn" type="date" label={t('institution.convocation_until')} form={convocation} />
          </div>
          <div class="form-end">
            <Button>{t('institution.convocation_add')}</Button>
          </div>
        </form>
      </Section>
    </>
  );
}

function weekdays() {
  const monday = Temporal.PlainDate.from('2027-03-01');
  return [1, 2, 3, 4, 5, 6, 7].map((n) => ({
    value: String(n),
    label: formatWeekday(monday.add({ days: n - 1 }), 'long'),
  }));
}
