import type { ComponentChildren } from 'preact';
import { Current, type LocalizedText } from '../../current.js';
import { formatLanguage } from '../../i18n/format.js';
import { currentLanguage } from '../../i18n/translate.js';
import { type FormState, withError } from '../forms.js';
import { Field, TextArea } from './field.js';
import { idOf } from './labelled.js';

export interface LocalizedFieldProps {
  name: string;
  label: string;
  form?: FormState | undefined;
  value?: LocalizedText | null;
  hint?: ComponentChildren;
  /** At least one language must be given; the first one says so. */
  required?: boolean;
  rows?: number;
  /** BCP 47 tags; the institution's languages when absent. */
  languages?: readonly string[];
}

/** The reader's own language first: in whichever a text is given, that is enough. */
export const ownFirst = (tags: readonly string[]): string[] =>
  tags.toSorted((a, b) => Number(b === currentLanguage()) - Number(a === currentLanguage()));

/** One field for each of the institution's languages, the reader's own first: `title[en]`, `title[fr]`; read with `localizedText`. */
export function LocalizedField({ name, label, form, value, hint, required, rows, languages }: LocalizedFieldProps) {
  const tags = ownFirst(languages ?? Current.institution.locales);
  const shown = form && withOwnError(form, name, tags);
  return (
    <div class="localized" id={idOf(name)}>
      {tags.map((tag, n) => {
        const field = {
          name: `${name}.${tag}`,
          label: tags.length > 1 ? `${label} (${formatLanguage(tag)})` : label,
          form: shown,
          value: value?.[tag],
          hint: n === 0 ? hint : undefined,
          required: n === 0 && (required ?? false),
          lang: tag,
        };
        return rows ? <TextArea key={tag} rows={rows} {...field} /> : <Field key={tag} {...field} />;
      })}
    </div>
  );
}

/** What is wrong with the text as a whole stands under the first language that holds something, else under the first. */
function withOwnError(form: FormState, name: string, tags: readonly string[]): FormState {
  const own = form.errors[name];
  const tag = tags.find((one) => form.values[`${name}.${one}`]) ?? tags[0];
  return own && tag && !form.errors[`${name}.${tag}`] ? withError(form, `${name}.${tag}`, own) : form;
}
