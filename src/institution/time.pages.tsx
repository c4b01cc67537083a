import { Current } from '../platform/current.js';
import { formatDay, formatWeekday } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Check, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import type { FormState } from '../platform/web/forms.js';
import { menu } from '../platform/web/menu.js';
import type { DayFacts } from './institution-time.service.js';
import type { WorkingTime } from './office-hours.js';
import type { OwnDay } from './own-days.service.js';
import { settingChanges } from './settings-history.pages.js';
import type { SettingChange } from './settings-history.service.js';

export interface TimePageProps {
  version: number;
  time: WorkingTime;
  /** Closed days of the coming year, public ones among them. */
  holidays: DayFacts[];
  own: OwnDay[];
  changes: SettingChange[];
  forms: Partial<Record<'hours' | 'day' | 'move', FormState>>;
}

const here = () => `/${Current.institution.slug}/settings/time`;

export function TimePage(props: TimePageProps) {
  return (
    <>
      <PageHead eyebrow={t('institution.settings')} title={t('institution.time.title')} />
      <SettingsTabs current="time" />
      <div class="cols">
        <div class="stack">
          {menu.mayUse('institution.edit') && <Hours {...props} />}
          <OwnDays {...props} />
        </div>
        <div class="stack">
          <Section title={t('institution.time.closed')} aside={t('institution.time.closed_hint')}>
            <ul class="moves">
              {props.holidays.map(({ day, closed }) => (
                <li key={`${day}`}>
                  <span class="t">{formatDay(day, 'short')}</span>
                  <div>
                    <p>{localized(closed) || t('institution.day.closed')}</p>
                    <p>{formatWeekday(day, 'long')}</p>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
          {settingChanges(props.changes)}
        </div>
      </div>
    </>
  );
}

function Hours({ version, time, forms }: TimePageProps) {
  const form = forms.hours;
  const monday = Temporal.PlainDate.from('2027-03-01');
  return (
    <Section title={t('institution.time.hours')}>
      <form class="form" method="post" action={`${here()}/hours`}>
        <FormErrors form={form} />
        <input type="hidden" name="version" value={version} />
        {[1, 2, 3, 4, 5, 6, 7].map((n) => {
          const name = formatWeekday(monday.add({ days: n - 1 }), 'long');
          return (
            <div class="form-row" key={n}>
              <Field
                name={`hours.d${n}.from`}
                type="time"
                label={t('institution.time.from', { day: name })}
                value={time.hours[n]?.from}
                form={form}
              />
              <Field
                name={`hours.d${n}.to`}
                type="time"
                label={t('institution.time.to', { day: name })}
                value={time.hours[n]?.to}
                form={form}
              />
            </div>
          );
        })}
        <p class="small mute">{t('institution.time.hours_hint')}</p>
        <Check
          name="observesHolidays"
          label={t('institution.time.observes')}
          checked={time.observesHolidays}
          form={form}
        />
        <div class="form-end">
          <Button primary>{t('institution.save')}</Button>
        </div>
      </form>
    </Section>
  );
}

function OwnDays({ own, forms }: TimePageProps) {
  return (
    <>
      <Section title={t('institution.time.own')} aside={own.length > 0 && String(own.length)}>
        {own.length === 0 && <p class="mute">{t('institution.time.own_none')}</p>}
        <ul class="rule-list">
          {own.map(({ day, kind, name, counterpart }) => (
            <li key={`${day}`}>
              <div>
                <p class="strong">{formatDay(day, 'weekday')}</p>
                <p>
                  {[
                    t(`institution.day.${kind}`),
                    localized(name),
                    counterpart && t(`institution.time.instead_${kind}`, { day: formatDay(counterpart) }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <PostButton
                to={`${here()}/days/${day}/removal`}
                small
                plain
                label={t('institution.sittings_remove_of', { day: formatDay(day) })}
              >
                {t('institution.sittings_remove')}
              </PostButton>
            </li>
          ))}
        </ul>
        <form class="form" method="post" action={`${here()}/days`}>
          <div class="form-row">
            <Field name="day" type="date" label={t('institution.time.day')} form={forms.day} required />
            <Select
              name="kind"
              label={t('institution.time.kind')}
              form={forms.day}
              required
              options={['closed', 'worked'].map((kind) => ({ value: kind, label: t(`institution.day.${kind}`) }))}
            />
          </div>
          <LocalizedField name="name" label={t('institution.time.name')} form={forms.day} />
          <div class="form-end">
            <Button>{t('institution.time.add')}</Button>
          </div>
        </form>
      </Section>
      <Section title={t('institution.time.move')}>
        <form class="form" method="post" action={`${here()}/moves`}>
          <p class="small mute">{t('institution.time.move_hint')}</p>
          <div class="form-row">
            <Field name="closed" type="date" label={t('institution.time.move_closed')} form={forms.move} required />
            <Field name="worked" type="date" label={t('institution.time.move_worked')} form={forms.move} required />
          </div>
          <LocalizedField name="name" label={t('institution.time.name')} form={forms.move} />
          <div class="form-end">
            <Button>{t('institution.time.move_do')}</Button>
          </div>
        </form>
      </Section>
    </>
  );
}
