import type { ComponentChildren } from 'preact';
import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { TextArea } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import { List } from '../platform/web/components/list.js';
import type { Tab } from '../platform/web/components/state.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import type { HeaderRow } from './activities.queries.js';
import { type KindOfActivity, verbKey } from './activity-kinds.registry.js';
import type { Step } from './lifecycle.states.js';
import type { Need, OpenSteps, StepRow } from './steps.queries.js';

export interface StepsProps {
  row: HeaderRow;
  kind: KindOfActivity;
  taken: StepRow[];
  open: OpenSteps;
  /** The step that the reader was about to take. */
  chosen: string | undefined;
  form?: FormState | undefined;
  /** Of the page that it stands on: where what is missing is mended. */
  tabs: readonly Tab[];
}

/** The course of an activity: what can be done now, and what was done when and by whom. */
export function StepsPage({ row, kind, taken, open, chosen, form, tabs }: StepsProps) {
  const shared = { row, kind };
  const needs = <Needs of={open.needs} tabs={tabs} />;
  return (
    <div class="cols steps-taken">
      <Section title={t('activities.steps.taken')}>
        <List
          caption={t('activities.steps.taken')}
          rows={taken.toReversed()}
          rowKey={(step) => `${step.to_state}-${step.taken_at.epochMilliseconds}`}
          empty={null}
          columns={[
            {
              label: t('activities.steps.when'),
              class: 'nb',
              cell: (step) => <Stamp at={step.taken_at} zone={Current.institution.timeZone} />,
            },
            {
              label: t('activities.steps.state'),
              cell: (step) => <span class="strong">{t(`${kind.stateKey}.${step.to_state}`)}</span>,
            },
            {
              label: t('activities.steps.who'),
              cell: (step) => step.actor_name ?? <span class="mute">{t('activities.steps.by_clock')}</span>,
            },
            { label: t('activities.steps.reason'), cell: (step) => <bdi>{step.reason}</bdi> },
          ]}
        />
      </Section>
      <Section title={t('activities.steps.next')}>
        <div class="stack tight">
          {open.onward ? (
            <StepForm
              {...shared}
              step={open.onward}
              held={open.held}
              early={open.early}
              isPrimary={!chosen || chosen === open.onward.to}
              form={chosen === open.onward.to ? form : undefined}
            >
              {open.needs.length > 0 ? needs : open.held && <p class="small mute">{open.held}</p>}
            </StepForm>
          ) : (
            open.next && (
              <>
                <p>
                  {t('activities.steps.rests', { verb: t(verbKey(kind, open.next)), who: open.restsWith.join(', ') })}
                </p>
                {needs}
              </>
            )
          )}
          {!open.next && open.others.length === 0 && <p class="mute">{t('activities.steps.ended')}</p>}
          {open.others.map((step) => (
            <OtherStep
              {...shared}
              key={step.to}
              step={step}
              isChosen={chosen === step.to}
              form={chosen === step.to ? form : undefined}
            />
          ))}
        </div>
      </Section>
    </div>
  );
}

/** What the next step waits for, each with the way to where it is mended. */
function Needs({ of, tabs }: { of: readonly Need[]; tabs: readonly Tab[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="needs small">
      {of.map(({ words, tab }) => {
        const at = tab && tabs.find(({ href }) => href.endsWith(`/${tab}`));
        return (
          <li key={words}>
            {words}
            {at && (
              <>
                {' · '}
                <a href={at.href}>{at.label}</a>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface OfStep {
  step: Step<string>;
  row: HeaderRow;
  kind: KindOfActivity;
  form: FormState | undefined;
}

/** A way that leads elsewhere: it asks for its reason once it is chosen. */
function OtherStep({ isChosen, ...of }: OfStep & { isChosen: boolean }) {
  const form = <StepForm {...of} held={null} early={null} isPrimary={isChosen} />;
  if (!of.step.needsReason) return form;
  return (
    <details class="step-other" open={isChosen}>
      <summary>{t(verbKey(of.kind, of.step))}…</summary>
      {form}
    </details>
  );
}

interface StepFormProps extends OfStep {
  held: string | null;
  early: Temporal.PlainDate | null;
  isPrimary: boolean;
  /** What stands under the button. */
  children?: ComponentChildren;
}

function StepForm({ step, row, kind, held, early, isPrimary, form, children }: StepFormProps) {
  return (
    <form
      class="form step-form"
      method="post"
      action={`/${Current.institution.slug}/activities/${row.id}/steps`}
      aria-label={t(verbKey(kind, step))}
    >
      <FormErrors form={form && form.errors[''] ? form : undefined} />
      <input type="hidden" name="to" value={step.to} />
      {(step.needsReason || early) && (
        <TextArea
          name="reason"
          label={t('activities.steps.reason')}
          hint={early ? t('activities.steps.early', { day: formatDay(early) }) : undefined}
          form={form}
          rows={2}
          required
        />
      )}
      <div>
        <Button primary={isPrimary && !early} blocked={held}>
          {t(verbKey(kind, step))}
        </Button>
        {children}
      </div>
    </form>
  );
}
