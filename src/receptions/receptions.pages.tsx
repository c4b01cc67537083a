import type { KindOfActivity } from '../activities/activity-kinds.registry.js';
import {
  ActivityForm,
  DaysAndPlace,
  type PartnerOption,
  TitleAndPartner,
} from '../activities/kinds/activity.fields.js';
import type { CountriesService } from '../directory/countries.service.js';
import { t } from '../platform/i18n/translate.js';
import { zoneChoices } from '../platform/i18n/zones.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import { CATEGORIES } from './reception.entity.js';
import type { ReceptionRow } from './receptions.queries.js';

export interface FormPageProps {
  kind: KindOfActivity;
  form?: FormState | undefined;
  partners: PartnerOption[];
  countries: Awaited<ReturnType<CountriesService['names']>>;
  zoneOfNew: string;
  /** The reception that is changed; none where one is proposed. */
  row?: ReceptionRow | undefined;
}

export function ReceptionFormPage({ kind, form, partners, countries, zoneOfNew, row }: FormPageProps) {
  const shared = { kind, form, row };
  return (
    <ActivityForm {...shared}>
      <TitleAndPartner {...shared} partners={partners} countryName={(code) => countries.of(code)}>
        <Select
          form={form}
          name="category"
          label={t('receptions.category_label')}
          value={row?.category ?? 'official'}
          required
          options={CATEGORIES.map((category) => ({ value: category, label: t(`receptions.category.${category}`) }))}
        />
      </TitleAndPartner>
      <DaysAndPlace {...shared} zoneOfNew={zoneOfNew}>
        <Field
          form={form}
          name="partnerTimeZone"
          label={t('receptions.partner_zone')}
          value={row?.partner_time_zone}
          hint={t('receptions.partner_zone_hint')}
          suggestions={zoneChoices()}
        />
      </DaysAndPlace>
      <TextArea
        form={form}
        name="basis"
        label={t('receptions.basis')}
        value={row?.basis}
        hint={t('receptions.basis_hint')}
        rows={2}
      />
      <TextArea form={form} name="purpose" label={t('receptions.purpose')} value={row?.purpose} rows={3} />
      <TextArea
        form={form}
        name="topics"
        label={t('receptions.topics')}
        value={row?.topics.join('\n')}
        hint={t('receptions.topics_hint')}
        rows={4}
      />
    </ActivityForm>
  );
}
