import { t } from '../../i18n/translate.js';
import type { FormState } from '../forms.js';
import type { Option } from './field.js';
import { describe, htmlName, idOf, Notes, type FieldProps } from './labelled.js';

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
      id={field.id}
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

/** What is wrong with a form, at its head: each fault leads to its field, which a script names before it. */
export function FormErrors({ form }: { form: FormState | undefined }) {
  if (!form || Object.keys(form.errors).length === 0) return null;
  const { '': whole, ...rest } = form.errors;
  const faults = Object.entries(rest).filter(([, sentence]) => sentence !== whole);
  return (
    <div class="conflict" role="alert" tabIndex={-1} data-focus data-controller="faults">
      <p>{whole ?? t('platform.form.look', { count: faults.length })}</p>
      {faults.length > 0 && (
        <ul class="faults">
          {faults.map(([name, sentence]) => (
            <li key={name}>
              <a href={`#${idOf(name)}`} data-faults-target="fault">
                {sentence}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

// A box that is not ticked sends nothing: only the other fields tell that the form was sent.
function wasSent(form: FormState | undefined): form is FormState {
  return form !== undefined && Object.keys(form.values).length > 0;
}
