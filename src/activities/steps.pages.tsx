import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { TextArea } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import { List } from '../platform/web/components/list.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import type { HeaderRow } from './activities.queries.js';
import { type KindOfActivity, verbKey } from './activity-kinds.registry.js';
import type { Step } from './lifecycle.states.js';
import type { OpenSteps, StepRow } from './steps.queries.js';

export interface StepsProps {
  row: HeaderRow;
  kind: KindOfActivity;
  taken: StepRow[];
  open: OpenSteps;
  /** The step that the reader was about to take. */
  chosen: string | undefined;
  form?: FormState | undefined;
}

/** The course of an activity: what can be done now, and what was done when and by whom. */
export function StepsPage({ row, kind, taken, open, chosen, form }: StepsProps) {
  const steps = [...(open.onward ? [open.onward] : []), ...open.others];
  return (
    <div class="cols">
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
          {!open.onward && open.restsWith.length > 0 && (
            <p>{t('activities.rests_with', { who: open.restsWith.join(', ') })}</p>
          )}
          {!open.onward && open.restsWith.length === 0 && open.others.length === 0 && (
            <p class="mute">{t('activities.steps.ended')}</p>
          )}
          {steps.map((step) => (
            <StepForm
              key={step.to}
              step={step}
              row={row}
              kind={kind}
              held={step === open.onward ? open.held : null}
              early={step === open.onward ? open.early : null}
              isPrimary={(chosen ?? open.onward?.to) === step.to}
              form={chosen === step.to ? form : undefined}
            />
          ))}
        </div>
      </Section>
    </div>
  );
}

interface StepFormProps {
  step: Step<string>;
  row: HeaderRow;
  kind: KindOfActivity;
  held: string | null;
  early: Temporal.PlainDate | null;
  isPrimary: boolean;
  form: FormState | undefined;
}

function StepForm({ step, row, kind, held, early, isPrimary, form }: StepFormProps) {
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
        {held && <p class="small mute">{held}</p>}
      </div>
    </form>
  );
}
