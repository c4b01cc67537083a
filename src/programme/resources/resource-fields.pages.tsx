import { Current } from '../../platform/current.js';
import { formatWeekday } from '../../platform/i18n/format.js';
import { languageNames } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Checks } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import { Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import { INTERPRETING_MODES, VEHICLE_CLASSES, VENUE_KINDS } from './resource.entity.js';

const r = (key: string, params?: Record<string, string | number>) => t(`programme.resources.${key}`, params);

export function VenueFields({ form }: { form: FormState }) {
  const names = languageNames as Record<string, string>;
  const [first] = Current.institution.locales;
  const titled = form.errors['name']
    ? { ...form, errors: { ...form.errors, [`name.${first}`]: form.errors['name'] } }
    : form;
  return (
    <>
      <Section title={r('venues')} level={3}>
        <div class="form">
          {Current.institution.locales.map((tag) => (
            <Field
              key={tag}
              name={`name.${tag}`}
              label={r('name_in', { language: names[tag] ?? tag })}
              form={titled}
              lang={tag}
              maxlength={200}
            />
          ))}
          <div class="form-row">
            <Select
              name="kind"
              label={r('kind')}
              form={form}
              required
              options={VENUE_KINDS.map((kind) => ({ value: kind, label: r(`venue_kind.${kind}`) }))}
            />
            <Field name="capacity" type="number" min={1} label={r('capacity')} form={form} />
            <Field name="rooms" type="number" min={1} label={r('rooms')} form={form} />
          </div>
          <Field name="address" label={r('address')} form={form} maxlength={300} />
          <div class="form-row">
            <Field name="city" label={r('city')} form={form} maxlength={100} />
            <Field name="phone" type="tel" label={r('phone_of')} form={form} maxlength={50} />
          </div>
          <TextArea name="layouts" label={r('layouts')} form={form} rows={3} hint={r('layouts_hint')} />
          <Field name="note" label={r('note')} form={form} maxlength={300} />
        </div>
      </Section>
      <Section title={r('hours')} level={3}>
        <p class="mute small">{r('hours_hint')}</p>
        <div class="hours">
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Field key={day} name={`hours.${day}`} label={weekday(day)} form={form} placeholder="08:00–20:00" />
          ))}
        </div>
      </Section>
      <Section title={r('on_the_map')} level={3}>
        <div class="form-row">
          <Field name="latitude" inputmode="decimal" label={r('latitude')} form={form} placeholder="50.8467" />
          <Field name="longitude" inputmode="decimal" label={r('longitude')} form={form} placeholder="4.3525" />
          <Field name="timeZone" label={r('zone')} form={form} placeholder={Current.institution.timeZone} />
        </div>
      </Section>
    </>
  );
}

export function VehicleFields({ form }: { form: FormState }) {
  return (
    <>
      <div class="form-row">
        <Field name="label" label={r('label')} form={form} required maxlength={100} />
        <Select
          name="class"
          label={r('class')}
          form={form}
          value="car"
          required
          options={VEHICLE_CLASSES.map((one) => ({ value: one, label: r(`vehicle_class.${one}`) }))}
        />
      </div>
      <div class="form-row">
        <Field name="plate" label={r('plate')} form={form} maxlength={30} />
        <Field name="seats" type="number" min={1} label={r('seats')} form={form} required />
      </div>
      <div class="form-row">
        <Field name="driverName" label={r('driver')} form={form} maxlength={200} />
        <Field name="driverPhone" type="tel" label={r('phone')} form={form} maxlength={50} />
      </div>
    </>
  );
}

export function InterpreterFields({ form, people }: { form: FormState; people: { id: string; name: string }[] }) {
  return (
    <>
      <Select
        name="personId"
        label={r('person')}
        form={form}
        required
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Field name="pairs" label={r('pairs')} form={form} required maxlength={500} />
      <Checks
        name="modes"
        label={r('modes')}
        form={form}
        chosen={[...INTERPRETING_MODES]}
        options={INTERPRETING_MODES.map((mode) => ({ value: mode, label: t(`programme.mode.${mode}`) }))}
      />
      <div class="form-row">
        <Field name="longestShiftMinutes" type="number" min={1} label={r('shift')} form={form} value={240} required />
        <Field name="restMinutes" type="number" min={0} label={r('rest')} form={form} value={15} required />
      </div>
    </>
  );
}

/** Monday is 1. */
const weekday = (day: number) => formatWeekday(Temporal.PlainDate.from('2024-01-01').add({ days: day - 1 }), 'long');
