import type { KindOfActivity } from '../activities/activity-kinds.registry.js';
import {
  ActivityForm,
  DaysAndPlace,
  type PartnerOption,
  TitleAndPartner,
} from '../activities/kinds/activity.fields.js';
import type { CountriesService } from '../directory/countries.service.js';
import { t } from '../platform/i18n/translate.js';
import { Check, Checks } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import { HOST_BENEFITS, MISSION_KINDS } from './mission.entity.js';
import { TrainingFields } from './training.fields.js';
import type { MissionRow } from './missions.queries.js';

export interface FormPageProps {
  kind: KindOfActivity;
  form?: FormState | undefined;
  partners: PartnerOption[];
  countries: Awaited<ReturnType<CountriesService['names']>>;
  /** The mission that is changed; none where one is drafted. */
  row?: MissionRow | undefined;
}

export function MissionFormPage({ kind, form, partners, countries, row }: FormPageProps) {
  const places = countries.list().map(({ code, name }) => ({ value: code, label: name }));
  const shared = { form };
  const frame = { kind, form, row };
  const field = (name: string) => t(`missions.field.${name}`);
  return (
    <ActivityForm {...frame}>
      {row && ['approved', 'preparing'].includes(row.state) && <p class="mute">{t('missions.amends')}</p>}
      <TitleAndPartner {...frame} partners={partners} countryName={(code) => countries.of(code)}>
        <Select
          {...shared}
          name="kind"
          label={field('kind')}
          value={row?.kind ?? 'bilateral'}
          required
          options={MISSION_KINDS.map((kind) => ({ value: kind, label: t(`missions.kind.${kind}`) }))}
        />
      </TitleAndPartner>
      <DaysAndPlace {...frame} />
      <div class="two">
        {(['countries', 'transit'] as const).map((name) => (
          <Rows
            key={name}
            name={name}
            legend={field(name)}
            rows={row?.[name] ?? []}
            form={form}
            add={t(`missions.add_${name}`)}
            draw={(at, country) => (
              <Select
                {...shared}
                name={at}
                label={<span class="vh">{field(name)}</span>}
                value={country}
                empty="–"
                options={places}
              />
            )}
          />
        ))}
      </div>
      <TextArea
        {...shared}
        name="basis"
        label={field('basis')}
        value={row?.basis}
        hint={t('missions.basis_hint')}
        rows={2}
      />
      <TextArea
        {...shared}
        name="unplannedReason"
        label={field('unplanned')}
        value={row?.unplanned_reason}
        hint={t('missions.unplanned_hint')}
        rows={2}
      />
      <TextArea
        {...shared}
        name="purpose"
        label={field('purpose')}
        value={row?.purpose}
        hint={t('missions.purpose_hint')}
        rows={3}
      />
      <TextArea
        {...shared}
        name="placement"
        label={field('placement')}
        value={row?.placement}
        hint={t('missions.placement_hint')}
        rows={2}
      />
      <TrainingFields training={row?.training} form={form} />
      <Section title={t('missions.money')}>
        <div class="form">
          <Field
            {...shared}
            name="funding"
            label={field('funding')}
            value={row?.funding}
            hint={t('missions.funding_hint')}
            maxlength={500}
          />
          <Checks
            {...shared}
            name="hostPays"
            label={field('host_pays')}
            chosen={row?.host_pays ?? []}
            options={HOST_BENEFITS.map((one) => ({ value: one, label: t(`missions.host_pays.${one}`) }))}
          />
          <Field
            {...shared}
            name="hostPaysNote"
            label={field('host_pays_note')}
            value={row?.host_pays_note}
            maxlength={1000}
          />
        </div>
      </Section>
      <Check
        {...shared}
        name="needsSecurity"
        label={t('missions.needs_security')}
        checked={row?.needs_security ?? false}
      />
    </ActivityForm>
  );
}
