import type { MemberRow } from '../activities/activities.queries.js';
import { fullName } from '../directory/people.queries.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check, Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import { type LogisticsField, logisticsKind, type LogisticsKindName } from './logistics-kinds.rules.js';
import { logisticsOf, valueOf } from './entry-facts.rules.js';
import type { EntryRow } from './logistics.queries.js';

export interface EntryFormProps {
  activityId: string;
  kind: LogisticsKindName;
  members: MemberRow[];
  entry?: EntryRow | undefined;
  form: FormState | undefined;
  /** Who is ticked in a new one. */
  preset: readonly string[];
}

const INPUT = { line: 'text', time: 'datetime-local', day: 'date' } as const;

/** The form of an entry, drawn from the fields of its kind. */
export function EntryForm({ activityId, kind, members, entry, form, preset }: EntryFormProps) {
  const { about, fields } = logisticsKind(kind);
  const base = logisticsOf(activityId);
  return (
    <form class="form entry-form" method="post" action={entry ? `${base}/${entry.id}` : `${base}/kinds/${kind}`}>
      <FormErrors form={form} />
      {entry && <input type="hidden" name="version" value={String(form?.values['version'] ?? entry.version)} />}
      {about === 'members' && (
        <Checks
          name="members"
          label={t('logistics.who')}
          form={form}
          chosen={entry?.members ?? preset}
          options={members.map((member) => ({ value: member.id, label: fullName(member) }))}
        />
      )}
      <div class="form-row">
        {fields.map((field) => (
          <FactField key={field.name} field={field} entry={entry} form={form} />
        ))}
        <Field name="note" label={t('logistics.field.note')} form={form} value={entry?.note} maxlength={1000} />
      </div>
      <div class="form-end">
        <Button primary>{t('logistics.save')}</Button>
        <Button href={`${base}#${kind}`} plain>
          {t('logistics.back')}
        </Button>
      </div>
    </form>
  );
}

function FactField({
  field,
  entry,
  form,
}: {
  field: LogisticsField;
  entry: EntryRow | undefined;
  form: FormState | undefined;
}) {
  const { name, type, options = [], required = false, sealed } = field;
  const value = entry && !sealed ? valueOf(entry, name) : undefined;
  const shared = { name, label: t(`logistics.field.${name}`), form };
  if (type === 'tick') return <Check {...shared} checked={value === true} />;
  if (type === 'choice')
    return (
      <Select
        {...shared}
        required={required}
        value={value === undefined ? options[0] : String(value)}
        options={options.map((one) => ({ value: one, label: t(`logistics.option.${one}`) }))}
      />
    );
  return (
    <Field
      {...shared}
      type={INPUT[type]}
      required={required}
      value={textOf(value)}
      maxlength={200}
      {...(sealed ? { hint: t(entry?.has_sealed ? 'logistics.sealed_kept' : 'logistics.sealed_hint') } : {})}
    />
  );
}

function textOf(value: ReturnType<typeof valueOf>): string | undefined {
  if (value === undefined || typeof value === 'boolean') return undefined;
  return value instanceof Temporal.PlainDateTime ? value.toString({ smallestUnit: 'minute' }) : value.toString();
}
