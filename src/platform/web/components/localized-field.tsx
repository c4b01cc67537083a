import type { ComponentChildren } from 'preact';
import { Current, type LocalizedText } from '../../current.js';
import { formatLanguage } from '../../i18n/format.js';
import type { FormState } from '../forms.js';
import { Field, TextArea } from './field.js';

export interface LocalizedFieldProps {
  name: string;
  label: string;
  form?: FormState | undefined;
  value?: LocalizedText | null;
  hint?: ComponentChildren;
  /** At least the first language must be given. */
  required?: boolean;
  rows?: number;
  /** BCP 47 tags; the institution's languages when absent. */
  languages?: readonly string[];
}

/** One field for each of the institution's languages: `title[en]`, `title[fr]`; read with `localizedText`. */
export function LocalizedField({ name, label, form, value, hint, required, rows, languages }: LocalizedFieldProps) {
  const tags = languages ?? Current.institution.locales;
  return (
    <div class="localized">
      {tags.map((tag, n) => {
        const field = {
          name: `${name}.${tag}`,
          label: tags.length > 1 ? `${label} (${formatLanguage(tag)})` : label,
          form,
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
