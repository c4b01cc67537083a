import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/translate.js';
import type { FormState } from '../forms.js';

export interface FieldProps {
  /** Path of the value in the form: `title`, `members[0].name`. */
  name: string;
  label: ComponentChildren;
  /** What was sent and what is wrong with it: the form as it came back from `readForm`. */
  form?: FormState | undefined;
  /** Shown while the form has nothing of its own. */
  value?: string | number | null | undefined;
  hint?: ComponentChildren;
  required?: boolean;
}

export interface Described {
  id: string;
  error: string | undefined;
  aria: { 'aria-invalid'?: 'true'; 'aria-describedby'?: string };
}

/** The id of the field of that name. */
export const idOf = (name: string) => `f-${name.replace(/[^\w]+/g, '-')}`;

/** The id of a field, its error, and the attributes that tie both to its control. */
export function describe(name: string, form: FormState | undefined, hint: ComponentChildren): Described {
  const id = idOf(name);
  const error = form?.errors[name];
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return {
    id,
    error,
    aria: { ...(error ? { 'aria-invalid': 'true' } : {}), ...(notes ? { 'aria-describedby': notes } : {}) },
  };
}

export function Labelled(props: {
  field: Described;
  label: ComponentChildren;
  hint: ComponentChildren;
  required?: boolean | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class="field">
      <label class="label" for={props.field.id}>
        {props.label}
        {!props.required && <span class="optional"> {t('platform.form.optional')}</span>}
      </label>
      {props.children}
      <Notes field={props.field} hint={props.hint} />
    </div>
  );
}

/** The error under a control, and the hint that was there before. */
export function Notes({ field, hint }: { field: Described; hint: ComponentChildren }) {
  return (
    <>
      {field.error && (
        <p class="error" id={`${field.id}-error`}>
          {field.error}
        </p>
      )}
      {hint && (
        <p class="hint-text" id={`${field.id}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

/** `members[0].name` → `members[0][name]`, as forms name it. */
export function htmlName(path: string): string {
  return path.replace(/\.([^.[]+)/g, '[$1]');
}

/** What was typed, while the form comes back; else the value it began with. */
export function typed(form: FormState | undefined, name: string, value: FieldProps['value']): string {
  const sent = form?.values[name];
  return String((Array.isArray(sent) ? sent[0] : sent) ?? value ?? '');
}
