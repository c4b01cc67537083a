import { z } from 'zod';
import { t } from '../platform/i18n/translate.js';
import { Field } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';

/** What a study visit or training placement has of its own. */
export const TRAINING_FIELDS = ['institution', 'supervisor', 'field', 'aim', 'outcome', 'certificate'] as const;
export type Training = Partial<Record<(typeof TRAINING_FIELDS)[number], string>>;

export const trainingFields = z.strictObject({
  institution: z.string().max(300).optional(),
  supervisor: z.string().max(300).optional(),
  field: z.string().max(300).optional(),
  aim: z.string().max(1000).optional(),
  outcome: z.string().max(1000).optional(),
  certificate: z.string().max(300).optional(),
});

export function TrainingFields({ training, form }: { training: Training | undefined; form: FormState | undefined }) {
  return (
    <Section title={t('missions.training.title')}>
      <p class="small mute">{t('missions.training.hint')}</p>
      <div class="form-row">
        {TRAINING_FIELDS.map((name) => (
          <Field
            key={name}
            name={`training.${name}`}
            label={t(`missions.training.${name}`)}
            form={form}
            value={training?.[name]}
            maxlength={1000}
          />
        ))}
      </div>
    </Section>
  );
}

/** Lines of the order and of the mission's page. */
export const trainingFacts = (training: Training): { key: string; text: string }[] =>
  TRAINING_FIELDS.flatMap((name) => {
    const text = training[name];
    return text ? [{ key: `missions.training.${name}`, text }] : [];
  });
