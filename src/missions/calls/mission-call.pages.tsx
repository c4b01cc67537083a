import type { Step } from '../../activities/lifecycle.states.js';
import { fullName } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, TextArea } from '../../platform/web/components/field.js';
import { Facts, Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { MissionRow } from '../missions.queries.js';
import type { CallState } from './call.states.js';
import { CallFacts, factsOf } from './calls.pages.js';
import type { ApplicationRow, CallRow } from './calls.queries.js';

const c = (key: string, params?: Record<string, string | number>) => t(`missions.call.${key}`, params);

interface MissionCallProps {
  row: MissionRow;
  call: CallRow | null;
  applications: ApplicationRow[];
  mayOpen: boolean;
  mayRank: boolean;
  steps: Step<CallState>[];
  form?: FormState | undefined;
}

/** Who applied, the committee's ranking, and the decision. */
export function MissionCallPage({ row, call, applications, mayOpen, mayRank, steps, form }: MissionCallProps) {
  const path = `/${Current.institution.slug}/activities/${row.id}/call`;
  return (
    <div class="cols">
      <div class="stack">
        <FormErrors form={form} />
        <Section title={c('applications')} aside={String(applications.length)}>
          {applications.length === 0 && <p class="mute">{c(call ? 'no_applications' : 'no_call')}</p>}
          <form method="post" action={`${path}/ranking`}>
            <ol class="moves">
              {applications.map((one) => (
                <li key={one.id}>
                  {mayRank && one.state === 'submitted' ? (
                    <input
                      class="form-control place"
                      type="number"
                      min="1"
                      max="400"
                      name={`places[${one.id}]`}
                      value={one.place ?? ''}
                      aria-label={c('place_of', { name: fullName(one) })}
                    />
                  ) : (
                    <span class="t">{one.place ?? '–'}</span>
                  )}
                  <div>
                    <b>{fullName(one)}</b> <span class="mute small">{c(`application.${one.state}`)}</span>
                    <Facts facts={factsOf(one)} />
                  </div>
                </li>
              ))}
            </ol>
            {mayRank && applications.length > 0 && <Button>{c('save_ranking')}</Button>}
          </form>
        </Section>
      </div>
      <div class="stack">
        {call && <CallFacts call={call} />}
        {steps.map((step) => (
          <form key={step.to} class="form step-form" method="post" action={`${path}/steps`}>
            <input type="hidden" name="to" value={step.to} />
            {step.needsReason && (
              <TextArea name="reason" label={t('activities.steps.reason')} form={form} rows={2} required />
            )}
            <div>
              <Button primary={!step.needsReason}>{c(`step.${step.to}`)}</Button>
            </div>
          </form>
        ))}
        {mayOpen && (!call || call.state === 'open') && <OpenForm row={row} call={call} path={path} form={form} />}
      </div>
    </div>
  );
}

function OpenForm({
  row,
  call,
  path,
  form,
}: {
  row: MissionRow;
  call: CallRow | null;
  path: string;
  form: FormState | undefined;
}) {
  return (
    <Section title={c(call ? 'change' : 'open')}>
      <p class="small mute">{c('weeks_hint')}</p>
      <form class="form" method="post" action={path}>
        <div class="form-row">
          <Field
            name="seats"
            type="number"
            min={1}
            max={50}
            label={c('seats')}
            form={form}
            value={call?.seats ?? 3}
            required
          />
          <Field
            name="closesOn"
            type="date"
            label={c('closes')}
            form={form}
            value={(call?.closes_on ?? proposedClose(row)).toString()}
            required
          />
        </div>
        <TextArea name="requirements" label={c('requirements')} form={form} value={call?.requirements} rows={4} />
        <div class="form-end">
          <Button primary={!call}>{c(call ? 'save' : 'open')}</Button>
        </div>
      </form>
    </Section>
  );
}

/** Five weeks from today, where the mission leaves so much time. */
function proposedClose({ starts_on }: MissionRow): Temporal.PlainDate {
  const inFiveWeeks = Temporal.Now.plainDateISO(Current.institution.timeZone).add({ weeks: 5 });
  const latest = starts_on.subtract({ days: 7 });
  return Temporal.PlainDate.compare(inFiveWeeks, latest) < 0 ? inFiveWeeks : latest;
}
