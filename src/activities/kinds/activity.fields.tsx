import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { Current, type LocalizedText } from '../../platform/current.js';
import { formatCountry } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { zoneChoices } from '../../platform/i18n/zones.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { DayNotes } from '../../platform/web/components/day-notes.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { LocalizedField } from '../../platform/web/components/localized-field.js';
import { PageHead } from '../../platform/web/components/section.js';
import type { KindOfActivity } from '../activity-kinds.registry.js';
import { day, localizedText, zone } from '../../platform/web/form-values.js';
import type { FormState } from '../../platform/web/forms.js';

/** What every activity is asked for, whatever its kind. */
export const activityFields = {
  title: localizedText,
  partnerId: z.uuid(),
  startsOn: day,
  endsOn: day,
  city: z.string().max(120),
  timeZone: zone,
};

/** The order of the days is told together with whatever else is wrong with the form. */
export function inOrder<S extends z.ZodType>(form: S): S {
  const days = (value: unknown) => Object(value) as { startsOn?: unknown; endsOn?: unknown };
  return form.refine(
    (value) => {
      const { startsOn, endsOn } = days(value);
      const known = startsOn instanceof Temporal.PlainDate && endsOn instanceof Temporal.PlainDate;
      return !known || Temporal.PlainDate.compare(startsOn, endsOn) <= 0;
    },
    { path: ['endsOn'], message: 'activities.error.dates_reversed', when: () => true },
  );
}

export interface PartnerOption {
  id: string;
  name: LocalizedText;
  country: string | null;
}

interface ActivityValues {
  id: string;
  title: LocalizedText;
  partner_id: string | null;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  city: string;
  time_zone: string;
  version: number;
}

interface Shared {
  kind: KindOfActivity;
  form?: FormState | undefined;
  /** What is changed; none where it is new. */
  row?: ActivityValues | undefined;
}

/** The frame of a kind's form. */
export function ActivityForm({ kind, form, row, children }: Shared & { children: ComponentChildren }) {
  const home = `/${Current.institution.slug}/${kind.path}`;
  const back = row ? `${home}/${row.id}` : home;
  return (
    <>
      {!row && <PageHead title={t(kind.words('new_title'))} />}
      <form class="form" method="post" action={back}>
        <FormErrors form={form} />
        {row && <input type="hidden" name="version" value={String(form?.values['version'] ?? row.version)} />}
        {children}
        <div class="form-end">
          <Button primary>{t(row ? 'activities.form.save' : kind.words('propose'))}</Button>
          <Button href={back} plain>
            {t('activities.form.back')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** Title, and in one row the partner with what the kind chooses beside it. */
export function TitleAndPartner({
  kind,
  form,
  row,
  partners,
  countryName = formatCountry,
  children,
}: Shared & {
  partners: PartnerOption[];
  countryName?: (code: string) => string;
  children?: ComponentChildren;
}) {
  return (
    <>
      <LocalizedField
        form={form}
        name="title"
        label={t('activities.form.title')}
        value={row?.title ?? null}
        hint={t(kind.words('name_hint'))}
        required
      />
      <div class="form-row">
        <Select
          form={form}
          name="partnerId"
          label={t('activities.form.partner')}
          value={row?.partner_id}
          empty={t('activities.form.choose_partner')}
          required
          options={partners.map(({ id, name, country }) => ({
            value: id,
            label: country ? `${localized(name)} (${countryName(country)})` : localized(name),
          }))}
        />
        {children}
      </div>
    </>
  );
}

/** Days, with what stands in the way of them, and the place with its clock. */
export function DaysAndPlace({
  form,
  row,
  zoneOfNew,
  children,
}: Omit<Shared, 'kind'> & { zoneOfNew?: string; children?: ComponentChildren }) {
  return (
    <>
      <DayNotes from="startsOn" to="endsOn" partner="partnerId">
        <div class="form-row">
          <Field
            form={form}
            name="startsOn"
            type="date"
            label={t('activities.form.first_day')}
            value={row?.starts_on.toString()}
            required
          />
          <Field
            form={form}
            name="endsOn"
            type="date"
            label={t('activities.form.last_day')}
            value={row?.ends_on.toString()}
            required
          />
        </div>
      </DayNotes>
      <div class="form-row">
        <Field form={form} name="city" label={t('activities.form.city')} value={row?.city} required maxlength={120} />
        <Field
          form={form}
          name="timeZone"
          label={t('activities.form.zone')}
          value={row?.time_zone ?? zoneOfNew}
          required
          suggestions={zoneChoices()}
        />
        {children}
      </div>
    </>
  );
}
