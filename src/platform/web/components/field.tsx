import type { InputHTMLAttributes } from 'preact';
import { describe, htmlName, Labelled, typed, type FieldProps } from './labelled.js';

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
  /** Suggestions that do not bind; a label says in words what the value is. */
  suggestions?: (string | { value: string; label: string })[];
  lang?: string;
  maxlength?: number;
}

/**
 * One line of input with its label; the error stands under it and keeps what was typed. A missing answer is told there
 * too, by the server: the browser's own bubbles speak its language, not the reader's, and hide.
 */
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
        aria-required={required ? 'true' : undefined}
        {...field.aria}
        {...kind}
      />
      {list && (
        <datalist id={list}>
          {suggestions?.map((one) =>
            typeof one === 'string' ? <option key={one} value={one} /> : <option key={one.value} {...one} />,
          )}
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
        aria-required={required ? 'true' : undefined}
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
      <select
        class="form-select"
        name={htmlName(name)}
        id={field.id}
        aria-required={required ? 'true' : undefined}
        {...field.aria}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {[...groups].map((group) => {
          const some = options.filter((option) => option.group === group);
          return group ? <optgroup label={group}>{draw(some)}</optgroup> : draw(some);
        })}
      </select>
    </Labelled>
  );
}
