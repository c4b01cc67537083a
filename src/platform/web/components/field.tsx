import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import type { FormState } from '../forms.js';
import { t } from '../../i18n/translate.js';

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

export interface InputProps extends FieldProps {
  type?:
    | 'text'
    | 'email'
    | 'password'
    | 'date'
    | 'time'
    | 'datetime-local'
    | 'number'
    | 'tel'
    | 'url'
    | 'search'
    | 'file'
    | 'color';
  autocomplete?: string;
  inputmode?: 'numeric' | 'decimal' | 'text';
  min?: string | number;
  max?: string | number;
  step?: string | number;
  placeholder?: string;
  /** Suggestions that do not bind. */
  suggestions?: string[];
  lang?: string;
  maxlength?: number;
}

/** One line of input with its label; the error stands under it and keeps what was typed. */
export function Field({ name, label, form, value, hint, required, type = 'text', suggestions, ...rest }: InputProps) {
  const field = describe(name, form, hint);
  const list = suggestions ? `${field.id}-list` : undefined;
  // Preact types each kind of input apart; which attributes fit is the caller's choice of `type`.
  const kind = { type, list, dir: type === 'text' ? 'auto' : undefined, ...rest } as InputHTMLAttributes;
  return (
    <Labelled {...{ field, label, hint, required }}>
      <input
        class="form-control"
        name={htmlName(name)}
        id={field.id}
        value={type === 'password' || type === 'file' ? undefined : typed(form, name, value)}
        required={required}
        {...field.aria}
        {...kind}
      />
      {list && (
        <datalist id={list}>
          {suggestions?.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Labelled>
  );
}

export function TextArea({
  name,
  label,
  form,
  value,
  hint,
  required,
  rows = 4,
  lang,
}: FieldProps & { rows?: number; lang?: string }) {
  const field = describe(name, form, hint);
  return (
    <Labelled {...{ field, label, hint, required }}>
      <textarea
        class="form-control"
        name={htmlName(name)}
        id={field.id}
        rows={rows}
        required={required}
        lang={lang}
        dir="auto"
        value={typed(form, name, value)}
        {...field.aria}
      />
    </Labelled>
  );
}

export interface Option {
  value: string;
  label: string;
  group?: string;
}

/** A choice of one. `empty` is the words for none, which is then allowed. */
export function Select({
  name,
  label,
  form,
  value,
  hint,
  required,
  options,
  empty,
}: FieldProps & { options: Option[]; empty?: string }) {
  const field = describe(name, form, hint);
  const chosen = typed(form, name, value);
  const groups = new Set(options.map(({ group }) => group));
  const draw = (some: Option[]) =>
    some.map((option) => (
      <option key={option.value} value={option.value} selected={option.value === chosen}>
        {option.label}
      </option>
    ));
  return (
    <Labelled {...{ field, label, hint, required }}>
      <select class="form-select" name={htmlName(name)} id={field.id} required={required} {...field.aria}>
        {empty !== undefined && <option value="">{empty}</option>}
        {[...groups].map((group) => {
          const some = options.filter((option) => option.group === group);
          return group ? <optgroup label={group}>{draw(some)}</optgroup> : draw(some);
        })}
      </select>
    </Labelled>
  );
}

export interface ChecksProps extends Omit<FieldProps, 'value'> {
  options: Option[];
  chosen?: readonly string[];
  /** One of several (radio buttons) instead of any of them. */
  one?: boolean;
}

/** Several boxes under one legend; sends `name` once for each ticked one. */
export function Checks({ name, label, form, hint, options, chosen = [], one }: ChecksProps) {
  const field = describe(name, form, hint);
  const sent = form && form.values[name];
  const ticked = new Set(sent === undefined ? chosen : [sent].flat().map(String));
  return (
    <fieldset class="field" {...field.aria}>
      <legend class="label">{label}</legend>
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
  const on = form && Object.keys(form.values).length > 0 ? Boolean(form.values[name]) : checked;
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
    <div class="conflict" role="alert" tabIndex={-1}>
      <p>{form.errors[''] ?? t('platform.form.look', { count: Object.keys(form.errors).length })}</p>
    </div>
  );
}

interface Described {
  id: string;
  error: string | undefined;
  aria: { 'aria-invalid'?: 'true'; 'aria-describedby'?: string };
}

function describe(name: string, form: FormState | undefined, hint: ComponentChildren): Described {
  const id = `f-${name.replace(/[^\w]+/g, '-')}`;
  const error = form?.errors[name];
  const notes = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
  return {
    id,
    error,
    aria: { ...(error ? { 'aria-invalid': 'true' } : {}), ...(notes ? { 'aria-describedby': notes } : {}) },
  };
}

function Labelled(props: {
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

function Notes({ field, hint }: { field: Described; hint: ComponentChildren }) {
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
function htmlName(path: string): string {
  return path.replace(/\.([^.[]+)/g, '[$1]');
}

function typed(form: FormState | undefined, name: string, value: FieldProps['value']): string {
  const sent = form?.values[name];
  return String((Array.isArray(sent) ? sent[0] : sent) ?? value ?? '');
}
