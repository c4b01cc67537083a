import type { ComponentChildren } from 'preact';
import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { Facts, Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import { CLEARANCES, type ClearanceKind } from './mission.entity.js';
import { type Countries, Journey } from './mission-journey.pages.js';
import { trainingFacts } from './training.fields.js';
import { Tasks } from './mission-tasks.pages.js';
import type { ClearanceRow, LegRow, MissionRow, OverdueRow, TaskRow } from './missions.queries.js';

export type PartOfMission = 'tasks' | 'legs' | 'clearance';

export interface MissionPageProps {
  row: MissionRow;
  tasks: TaskRow[];
  legs: LegRow[];
  clearances: ClearanceRow[];
  /** Reports of the head that are overdue. */
  late: OverdueRow[];
  countries: Countries;
  maySetTasks: boolean;
  maySetLegs: boolean;
  /** What the reader may clear now. */
  toClear: ClearanceKind[];
  /** The house calls for members, and the reader may see the call. */
  hasCall: boolean;
  sent?: { part: PartOfMission; form: FormState } | undefined;
}

/** Why we travel, with which tasks, by which way; and what those say who are asked. */
export function MissionPage(props: MissionPageProps) {
  const { row, late, sent } = props;
  const path = `/${Current.institution.slug}/activities/${row.id}/mission`;
  const formOf = (part: PartOfMission) => (sent?.part === part ? sent.form : undefined);
  return (
    <div class="cols">
      <div class="stack">
        {late.map((one) => (
          <div key={one.id} class="conflict">
            <p>
              {t('missions.late_report', {
                title: localized(one.title),
                day: formatDay(one.report_due_on, 'short'),
              })}{' '}
              <a href={`/${Current.institution.slug}/activities/${one.id}/report`}>{t('missions.to_report')}</a>
            </p>
          </div>
        ))}
        <Section title={t('missions.field.tasks')}>
          <Tasks
            tasks={props.tasks}
            version={row.plan_version}
            action={props.maySetTasks ? `${path}/tasks` : null}
            form={formOf('tasks')}
          />
        </Section>
        <Section title={t('missions.journey')}>
          <Journey
            legs={props.legs}
            row={row}
            countries={props.countries}
            action={props.maySetLegs ? `${path}/legs` : null}
            form={formOf('legs')}
          />
        </Section>
      </div>
      <div class="stack">
        <Section
          title={t('missions.order')}
          aside={row.order_number && t('missions.number', { number: row.order_number })}
        >
          <Facts facts={factsOf(row, props.countries)} />
        </Section>
        {props.hasCall && (
          <p>
            <Button href={`/${Current.institution.slug}/activities/${row.id}/call`} small>
              {t('missions.call.one')}
            </Button>
          </p>
        )}
        <Section title={t('missions.clearance.title')}>
          <Clearances {...props} path={`${path}/clearances`} form={formOf('clearance')} />
        </Section>
      </div>
    </div>
  );
}

function factsOf(row: MissionRow, countries: Countries): [string, ComponentChildren][] {
  const field = (name: string) => t(`missions.field.${name}`);
  const named = (codes: string[]) => codes.map((code) => countries.of(code)).join(', ');
  return [
    [field('purpose'), row.purpose && <bdi>{row.purpose}</bdi>],
    [field('basis'), row.basis && <bdi>{row.basis}</bdi>],
    [field('unplanned'), row.unplanned_reason && <bdi>{row.unplanned_reason}</bdi>],
    [field('placement'), row.placement && <bdi>{row.placement}</bdi>],
    ...trainingFacts(row.training).map(({ key, text }): [string, ComponentChildren] => [t(key), <bdi>{text}</bdi>]),
    [field('countries'), named(row.countries)],
    [field('transit'), named(row.transit)],
    [field('funding'), row.funding && <bdi>{row.funding}</bdi>],
    [field('host_pays'), row.host_pays.map((one) => t(`missions.host_pays.${one}`)).join(', ')],
    [field('host_pays_note'), row.host_pays_note && <bdi>{row.host_pays_note}</bdi>],
    [field('order_issued'), row.order_issued_on && formatDay(row.order_issued_on)],
    [field('report_due'), row.report_due_on && formatDay(row.report_due_on)],
  ];
}

function Clearances({
  row,
  clearances,
  toClear,
  path,
  form,
}: MissionPageProps & { path: string; form: FormState | undefined }) {
  const asked = CLEARANCES.filter((kind) => kind !== 'security' || row.needs_security);
  return (
    <>
      <ul class="moves plain">
        {asked.map((kind) => {
          const given = clearances.find((one) => one.kind === kind);
          return (
            <li key={kind}>
              <b>{t(`accounts.role.${kind}`)}</b>
              <br />
              {given ? (
                <span class="moss">
                  {t('missions.clearance.given', { name: given.name ?? '' })}{' '}
                  <Stamp at={given.cleared_at} zone={Current.institution.timeZone} />
                </span>
              ) : (
                <span class="mute">
                  {t(row.state === 'submitted' ? 'missions.clearance.awaited' : 'missions.clearance.later')}
                </span>
              )}
              {given?.note && (
                <p class="small">
                  <bdi>{given.note}</bdi>
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {toClear.map((kind) => (
        <form key={kind} class="form step-form" method="post" action={path}>
          <FormErrors form={form} />
          <input type="hidden" name="kind" value={kind} />
          <Field name="note" label={t('missions.clearance.note')} form={form} maxlength={1000} />
          <div>
            <Button>{t(`missions.clearance.give.${kind}`)}</Button>
          </div>
        </form>
      ))}
    </>
  );
}
