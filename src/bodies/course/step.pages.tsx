import { Current } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, TextArea } from '../../platform/web/components/field.js';
import { PageHead } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { Body } from '../body.entity.js';
import type { BodyStep } from '../body.states.js';
import { Composition } from '../composition/composition.pages.js';
import type { RuleCheck } from '../composition/composition.service.js';

export interface StepFormProps {
  body: Body;
  step: BodyStep;
  form?: FormState | undefined;
  checks: RuleCheck[];
  today: Temporal.PlainDate;
  title: string;
}

/** What is asked before a step is recorded: its day, the decision or the reason, and what the composition lacks for it. */
export function stepForm({ body, step, form, checks, today, title }: StepFormProps) {
  const back = `/${Current.institution.slug}/bodies/${body.id}`;
  return (
    <>
      <PageHead title={title} eyebrow={<a href={back}>{localized(body.name)}</a>} />
      <div class="cols body-cols">
        <form method="post" class="form" action={`${back}/steps/${step.name}`} novalidate>
          <FormErrors form={form} />
          <p class="body-leads">
            {t('bodies.step-leads', {
              from: t(`bodies.state.${body.state}`),
              to: t(`bodies.state.${step.to}`),
            })}
          </p>
          <Field
            name="on"
            type="date"
            required
            form={form}
            label={t('bodies.step-on')}
            value={today.toString()}
            max={today.toString()}
          />
          {step.name === 'credentials' && (
            <div class="form-row">
              <Field name="signedBy" form={form} label={t('bodies.credentials.signed-by')} />
              <Field name="sessionOpensOn" type="date" form={form} label={t('bodies.credentials.session')} />
            </div>
          )}
          <TextArea
            name="note"
            rows={3}
            form={form}
            required={step.needsReason ?? false}
            label={t(step.needsReason ? 'bodies.step-reason' : 'bodies.step-decision')}
          />
          <div class="form-end">
            <Button primary>{title}</Button>
            <a href={back}>{t('bodies.cancel')}</a>
          </div>
        </form>
        {step.needsWhole && <Composition checks={checks} />}
      </div>
    </>
  );
}
