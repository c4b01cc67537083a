import type { CountriesService } from '../directory/countries.service.js';
import { formatDay, formatTime, formatZone } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import type { FormState } from '../platform/web/forms.js';
import { LEG_MODES } from './mission.entity.js';
import type { LegRow, MissionRow } from './missions.queries.js';

export type Countries = Awaited<ReturnType<CountriesService['names']>>;

export interface JourneyProps {
  legs: LegRow[];
  row: MissionRow;
  countries: Countries;
  action: string | null;
  form: FormState | undefined;
}

/** The rides of the journey; each end in the clock of its place. */
export function Journey({ legs, row, countries, action, form }: JourneyProps) {
  return (
    <>
      {legs.length === 0 && <p class="mute">{t('missions.no_legs')}</p>}
      {legs.length > 0 && (
        <ol class="journey">
          {legs.map((leg) => (
            <li key={leg.id}>
              <p class="strong">
                {t(`missions.mode.${leg.mode}`)} {leg.number && <span class="t">{leg.number}</span>}
                <span class="mute small"> {lasting(leg)}</span>
              </p>
              <div class="ends">
                <End
                  at={leg.departs_at_local}
                  zone={leg.depart_zone}
                  place={leg.from_place}
                  country={countries.of(leg.from_country)}
                />
                <span aria-hidden="true">→</span>
                <End
                  at={leg.arrives_at_local}
                  zone={leg.arrive_zone}
                  place={leg.to_place}
                  country={countries.of(leg.to_country)}
                />
              </div>
              {leg.note && (
                <p class="small mute">
                  <bdi>{leg.note}</bdi>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
      {action && (
        <details class="edit-part" open={form !== undefined}>
          <summary>{t('missions.edit_legs')}</summary>
          <form class="form" method="post" action={action}>
            <FormErrors form={form} />
            <input type="hidden" name="version" value={String(form?.values['version'] ?? row.plan_version)} />
            <Rows
              name="legs"
              legend={<span class="vh">{t('missions.journey')}</span>}
              rows={legs}
              form={form}
              add={t('missions.add_leg')}
              draw={(at, leg) => <LegFields at={at} leg={leg} form={form} countries={countries} />}
            />
            <div class="form-end">
              <Button>{t('missions.save_legs')}</Button>
            </div>
          </form>
        </details>
      )}
    </>
  );
}

function End({
  at,
  zone,
  place,
  country,
}: {
  at: Temporal.PlainDateTime;
  zone: string;
  place: string;
  country: string;
}) {
  return (
    <div>
      <time class="t" dateTime={at.toString()}>
        {formatDay(at.toPlainDate(), 'short')}, <b>{formatTime(at)}</b>
      </time>{' '}
      <span class="mute small">{formatZone(zone)}</span>
      <br />
      <bdi>{place}</bdi>
      <span class="mute">, {country}</span>
    </div>
  );
}

function lasting({ departs_at, arrives_at }: LegRow): string {
  const { hours, minutes } = departs_at.until(arrives_at, { largestUnit: 'hours', smallestUnit: 'minutes' });
  return t('missions.lasting', { hours, minutes });
}

interface LegFieldsProps {
  at: string;
  leg: LegRow | undefined;
  form: FormState | undefined;
  countries: Countries;
}

function LegFields({ at, leg, form, countries }: LegFieldsProps) {
  const places = countries.list().map(({ code, name }) => ({ value: code, label: name }));
  const clock = (time?: Temporal.PlainDateTime) => time?.toString({ smallestUnit: 'minute' });
  const line = (name: string, value: string | undefined, required = true) => (
    <Field name={`${at}.${name}`} label={t(`missions.leg.${name}`)} form={form} value={value} required={required} />
  );
  const country = (name: string, value: string | undefined) => (
    <Select
      name={`${at}.${name}`}
      label={t(`missions.leg.${name}`)}
      form={form}
      value={value}
      empty="–"
      required
      options={places}
    />
  );
  const when = (name: string, value: string | undefined) => (
    <Field
      name={`${at}.${name}`}
      type="datetime-local"
      label={t(`missions.leg.${name}`)}
      form={form}
      value={value}
      required
    />
  );
  return (
    <div class="leg-fields">
      <div class="form-row">
        <Select
          name={`${at}.mode`}
          label={t('missions.leg.mode')}
          form={form}
          value={leg?.mode}
          empty="–"
          required
          options={LEG_MODES.map((mode) => ({ value: mode, label: t(`missions.mode.${mode}`) }))}
        />
        {line('number', leg?.number, false)}
        {line('note', leg?.note, false)}
      </div>
      <div class="form-row">
        {line('fromPlace', leg?.from_place)}
        {country('fromCountry', leg?.from_country)}
        {when('departs', clock(leg?.departs_at_local))}
        {line('departZone', leg?.depart_zone)}
      </div>
      <div class="form-row">
        {line('toPlace', leg?.to_place)}
        {country('toCountry', leg?.to_country)}
        {when('arrives', clock(leg?.arrives_at_local))}
        {line('arriveZone', leg?.arrive_zone)}
      </div>
    </div>
  );
}
