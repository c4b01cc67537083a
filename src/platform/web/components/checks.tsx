import { t } from '../../i18n/translate.js';
import type { FormState } from '../forms.js';
import type { Option } from './field.js';
import { describe, htmlName, Notes, type FieldProps } from './labelled.js';

export interface ChecksProps extends Omit<FieldProps, 'value'> {
  options: Option[];
  chosen?: readonly string[];
  /** One of several (radio buttons) instead of any of them. */
  one?: boolean;
  /** Whether all may be ticked at once. */
  all?: boolean;
}

/** Several boxes under one legend; sends `name` once for each ticked one. */
export function Checks({ name, label, form, hint, options, chosen = [], one, all }: ChecksProps) {
  const field = describe(name, form, hint);
  const ticked = new Set(wasSent(form) ? [form.values[name] ?? []].flat() : chosen);
  return (
    <fieldset
      class="field"
      aria-describedby={field.aria['aria-describedby']}
      {...(all ? { 'data-controller': 'tick-all', 'data-action': 'change->tick-all#told' } : {})}
    >
      <legend class="label">{label}</legend>
      {all && (
        <button type="button" class="btn btn-sm" hidden data-tick-all-target="button" data-action="tick-all#toggle">
          {t('platform.form.tick_all')}
        </button>
      )}
      <div class="checks">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type={one ? 'radio' : 'checkbox'}
              name={one ? htmlName(name) : `${htmlName(name)}[]`}
              value={option.value}
              checked={ticked.has(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <Notes field={field} hint={hint} />
    </fieldset>
  );
}

/** A yes or no. */
export function Check({ name, label, form, hint, checked }: Omit<FieldProps, 'value'> & { checked?: boolean }) {
  const field = describe(name, form, hint);
  const on = wasSent(form) ? form.values[name] !== undefined : checked;
  return (
    <div class="field">
      <label class="opt">
        <input type="checkbox" name={htmlName(name)} value="on" checked={on} {...field.aria} />
        <span>{label}</span>
      </label>
      <Notes field={field} hint={hint} />
    </div>
  );
}

/** All errors of a form that belong to no field, at its head. */
export function FormErrors({ form }: { form: FormState | undefined }) {
  if (!form || Object.keys(form.errors).length === 0) return null;
  return (
    <div class="conflict" role="alert" tabIndex={-1} data-focus>
      <p>{form.errors[''] ?? t('platform.form.look', { count: Object.keys(form.errors).length })}</p>
    </div>
  );
}

// A box that is not ticked sends nothing: only the other fields tell that the form was sent.
function wasSent(form: FormState | undefined): form is FormState {
  return form !== undefined && Object.keys(form.values).length > 0;
}
