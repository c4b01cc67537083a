import { languageNames, publicLanguages } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Field, Select } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import { AUDIENCES } from '../programme/programme-item.entity.js';
import { ALARMS, type Feed } from './feed.entity.js';

/** What a subscriber chooses: name, language, and how confidential and cancelled lines look. */
export function ChoiceFields({
  form,
  scope,
  feed,
}: {
  form: FormState;
  scope: string;
  feed: Partial<Feed> & Pick<Feed, 'language' | 'name'>;
}) {
  const among = (name: 'discretion' | 'cancelled', values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`calendar.${name}.${value}`) }));
  return (
    <>
      <Field
        name="name"
        label={t('calendar.my.name')}
        form={form}
        value={feed.name}
        required
        maxlength={80}
        hint={t('calendar.my.name_hint')}
      />
      {scope === 'activity' && (
        <Select
          name="audience"
          label={t('calendar.my.audience')}
          form={form}
          value={feed.audience ?? 'working'}
          required
          options={AUDIENCES.map((one) => ({ value: one, label: t(`calendar.audience.${one}`) }))}
        />
      )}
      <Select
        name="language"
        label={t('calendar.my.language')}
        form={form}
        value={feed.language}
        required
        options={publicLanguages.map((one) => ({ value: one, label: languageNames[one] }))}
      />
      {scope !== 'public' && (
        <Select
          name="confidential"
          label={t('calendar.my.confidential')}
          form={form}
          value={feed.confidential ?? 'busy'}
          required
          options={among('discretion', ['busy', 'omit', 'full'])}
        />
      )}
      <Select
        name="cancelled"
        label={t('calendar.my.cancelled')}
        form={form}
        value={feed.cancelled ?? 'show'}
        required
        options={among('cancelled', ['show', 'mark', 'hide'])}
      />
      <Select
        name="alarmMinutes"
        label={t('calendar.my.alarm')}
        form={form}
        value={feed.alarmMinutes === null || feed.alarmMinutes === undefined ? '' : String(feed.alarmMinutes)}
        empty={t('calendar.my.no_alarm')}
        options={ALARMS.map((minutes) => ({ value: String(minutes), label: alarmInWords(minutes) }))}
      />
    </>
  );
}

function alarmInWords(minutes: number): string {
  if (minutes >= 1440) return t('calendar.my.alarm_days', { count: minutes / 1440 });
  return minutes >= 60
    ? t('calendar.my.alarm_hours', { count: minutes / 60 })
    : t('calendar.my.alarm_minutes', { count: minutes });
}
