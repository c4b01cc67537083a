import { Current, type LocalizedText } from '../platform/current.js';
import { formatDay, formatWeekday } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Checks } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { PageHead, Section } from '../platform/web/components/section.js';
import { SettingsTabs } from '../platform/web/components/settings-tabs.js';
import { Tabs } from '../platform/web/components/state.js';
import type { FormState } from '../platform/web/forms.js';
import { Convocations } from './convocations.pages.js';
import { shadeOf, wordsOf } from './day-shade.rules.js';
import type { ConvocationRow, SittingRow } from './institution.queries.js';
import type { DayFacts } from './institution-time.service.js';
import { Feeds, FileForm } from './sitting-feeds.pages.js';
import type { FeedRow } from './sitting-feeds.service.js';

export interface SittingsPageProps {
  month: Temporal.PlainYearMonth;
  /** The whole month, day by day. */
  days: DayFacts[];
  sittings: SittingRow[];
  committees: { id: string; name: LocalizedText }[];
  /** Whose sittings are edited; null for the plenary. */
  committeeId: string | null;
  known: number;
  feeds: FeedRow[];
  convocations: ConvocationRow[];
  forms: Partial<Record<'span' | 'file' | 'feed' | 'convocation', FormState>>;
}

const here = () => `/${Current.institution.slug}/settings/sittings`;

export function SittingsPage(props: SittingsPageProps) {
  const { month, committees, committeeId, known, forms } = props;
  const query = (at: Temporal.PlainYearMonth, who: string | null) =>
    `${here()}?month=${at}${who ? `&committee=${who}` : ''}`;
  return (
    <>
      <PageHead
        eyebrow={t('institution.settings')}
        title={t('institution.sittings')}
        meta={<span>{t('institution.sittings_count', { count: known })}</span>}
      />
      <SettingsTabs current="sittings" />
      <div class="cols">
        <div class="stack">
          {committees.length > 0 && (
            <Tabs
              label={t('institution.sitting.whose')}
              tabs={[{ id: null, name: null }, ...committees].map(({ id, name }) => ({
                label: name ? localized(name) : t('institution.sitting.plenary'),
                href: query(month, id),
                current: id === committeeId,
              }))}
            />
          )}
          <Section
            title={formatDay(month.toPlainDate({ day: 1 }), 'month')}
            aside={
              <>
                <a href={query(month.subtract({ months: 1 }), committeeId)}>{t('institution.sitting.month_before')}</a>
                {' · '}
                <a href={query(month.add({ months: 1 }), committeeId)}>{t('institution.sitting.month_after')}</a>
              </>
            }
          >
            <MonthForm {...props} />
          </Section>
          <SpanForm form={forms.span} />
          <Convocations convocations={props.convocations} form={forms.convocation} />
        </div>
        <div class="stack">
          <Feeds feeds={props.feeds} form={forms.feed} {...{ committees, committeeId }} />
          <FileForm form={forms.file} {...{ committees, committeeId }} />
        </div>
      </div>
    </>
  );
}

/** A month whose days are ticked: those ticked sit. */
function MonthForm({ month, days, sittings, committeeId }: SittingsPageProps) {
  const sits = new Map(sittings.filter((one) => one.committee_id === committeeId).map((one) => [`${one.day}`, one]));
  const lead = days[0]!.day.dayOfWeek - 1;
  const cells: (DayFacts | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, n) => cells.slice(n * 7, n * 7 + 7));
  return (
    <form method="post" action={`${here()}/month`}>
      <input type="hidden" name="month" value={`${month}`} />
      {committeeId && <input type="hidden" name="committeeId" value={committeeId} />}
      <div class="list-frame" tabIndex={0} role="region" aria-label={formatDay(days[0]!.day, 'month')}>
        <table class="month">
          <thead>
            <tr>
              {Array.from({ length: 7 }, (_, n) => (
                <th key={n} scope="col">
                  {formatWeekday(Temporal.PlainDate.from('2027-03-01').add({ days: n }), 'short')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week, n) => (
              <tr key={n}>
                {Array.from({ length: 7 }, (_, at) => {
                  const facts = week[at];
                  return facts ? <DayCell key={at} facts={facts} sits={sits.get(`${facts.day}`)} /> : <td key={at} />;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="small mute">{t('institution.sitting.month_hint')}</p>
      <div class="form-end">
        <Button primary>{t('institution.sitting.month_save')}</Button>
      </div>
    </form>
  );
}

function DayCell({ facts, sits }: { facts: DayFacts; sits: SittingRow | undefined }) {
  const words = [...new Set([...wordsOf(facts), ...(sits?.note ? [sits.note] : [])])];
  const shade = facts.isWorking || facts.closed ? shadeOf(facts) : [shadeOf(facts), 'rest'].filter(Boolean).join(' ');
  return (
    <td class={shade}>
      <label>
        <input
          type="checkbox"
          name="days[]"
          value={`${facts.day}`}
          checked={sits !== undefined}
          aria-label={t('institution.sitting.on', { day: formatDay(facts.day, 'weekday') })}
        />
        <b>{facts.day.day}</b>
      </label>
      {words.map((one) => (
        <small key={one}>{one}</small>
      ))}
      {sits?.feed_id && <small class="mute">{t('institution.sitting.from_feed')}</small>}
    </td>
  );
}

function SpanForm({ form }: { form: FormState | undefined }) {
  return (
    <Section title={t('institution.sittings_add')}>
      <form class="form" method="post" action={here()}>
        <div class="form-row">
          <Field name="from" type="date" label={t('institution.sittings_from')} form={form} required />
          <Field name="until" type="date" label={t('institution.sittings_until')} form={form} required />
        </div>
        <Checks name="weekdays" label={t('institution.sittings_weekdays')} form={form} options={weekdays()} />
        <div class="form-end">
          <Button>{t('institution.sittings_add')}</Button>
        </div>
      </form>
    </Section>
  );
}

function weekdays() {
  const monday = Temporal.PlainDate.from('2027-03-01');
  return [1, 2, 3, 4, 5, 6, 7].map((n) => ({
    value: String(n),
    label: formatWeekday(monday.add({ days: n - 1 }), 'long'),
  }));
}
