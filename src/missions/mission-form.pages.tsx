import type { CountriesService } from '../directory/countries.service.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check, Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { LocalizedField } from '../platform/web/components/localized-field.js';
import { Rows } from '../platform/web/components/rows.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import { HOST_BENEFITS, MISSION_KINDS } from './mission.entity.js';
import type { MissionRow } from './missions.queries.js';

export interface FormPageProps {
  form?: FormState | undefined;
  partners: { id: string; name: Record<string, string>; country: string | null }[];
  countries: Awaited<ReturnType<CountriesService['names']>>;
  /** The mission that is changed; none where one is drafted. */
  row?: MissionRow | undefined;
}

export function MissionFormPage({ form, partners, countries, row }: FormPageProps) {
  const home = `/${Current.institution.slug}/missions`;
  const back = row ? `${home}/${row.id}` : home;
  const places = countries.list().map(({ code, name }) => ({ value: code, label: name }));
  const shared = { form };
  const field = (name: string) => t(`missions.field.${name}`);
  return (
    <>
      {!row && <PageHead title={t('missions.new_title')} />}
      <form class="form" method="post" action={back}>
        <FormErrors form={form} />
        {row && <input type="hidden" name="version" value={String(form?.values['version'] ?? row.version)} />}
        {row && ['approved', 'preparing'].includes(row.state) && <p class="mute">{t('missions.amends')}</p>}
        <LocalizedField
          {...shared}
          name="title"
          label={field('title')}
          value={row?.title ?? null}
          hint={t('missions.title_hint')}
          required
        />
        <div class="form-row">
          <Select
            {...shared}
            name="kind"
            label={field('kind')}
            value={row?.kind ?? 'bilateral'}
            required
            options={MISSION_KINDS.map((kind) => ({ value: kind, label: t(`missions.kind.${kind}`) }))}
          />
          <Select
            {...shared}
            name="partnerId"
            label={field('partner')}
            value={row?.partner_id}
            empty={t('missions.choose_partner')}
            required
            options={partners.map(({ id, name, country }) => ({
              value: id,
              label: country ? `${localized(name)} (${countries.of(country)})` : localized(name),
            }))}
          />
        </div>
        <div class="form-row">
          <Field
            {...shared}
            name="startsOn"
            type="date"
            label={field('first_day')}
            value={row?.starts_on.toString()}
            required
          />
          <Field
            {...shared}
            name="endsOn"
            type="date"
            label={field('last_day')}
            value={row?.ends_on.toString()}
            required
          />
        </div>
        <div class="form-row">
          <Field {...shared} name="city" label={field('city')} value={row?.city} required maxlength={120} />
          <Field
            {...shared}
            name="timeZone"
            label={field('zone')}
            value={row?.time_zone}
            required
            suggestions={Intl.supportedValuesOf('timeZone')}
          />
        </div>
        <div class="two">
          {(['countries', 'transit'] as const).map((name) => (
            <Rows
              key={name}
              name={name}
              legend={field(name)}
              count={row?.[name].length ?? 0}
              form={form}
              add={t(`missions.add_${name}`)}
              draw={(at, index) => (
                <Select
                  {...shared}
                  name={at}
                  label={<span class="vh">{field(name)}</span>}
                  value={index === null ? '' : row?.[name][index]}
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
        <div class="form-end">
          <Button primary>{t(row ? 'missions.save' : 'missions.draft')}</Button>
          <Button href={back} plain>
            {t('missions.back')}
          </Button>
        </div>
      </form>
    </>
  );
}
