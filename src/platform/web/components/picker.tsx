import { t } from '../../i18n/translate.js';
import type { FormState } from '../forms.js';
import { Button } from './button.js';
import type { Option } from './field.js';
import { describe, htmlName, Notes, type FieldProps } from './labelled.js';

export interface PickerProps extends Omit<FieldProps, 'value'> {
  /** What to search for: "Name of the person". */
  find: string;
  /** Where the words typed are posted to as `q`, to be answered with `<Found>`. */
  url: string;
  /** Where the whole form is posted to without JavaScript, to come back with what was found. */
  finding: string;
  chosen: readonly Option[];
  found?: readonly Option[] | undefined;
}

/** Several of thousands: the chosen ones as ticked boxes, and a search that offers others. */
export function Picker({ name, label, form, hint, find, url, finding, chosen, found }: PickerProps) {
  const field = describe(name, form, hint);
  const query = `${field.id}-find`;
  return (
    <fieldset
      class="field picker"
      aria-describedby={field.aria['aria-describedby']}
      data-controller="picker"
      data-picker-url-value={url}
    >
      <legend class="label">
        {label} <span class="optional">{t('platform.form.optional')}</span>
      </legend>
      <div class="checks" data-picker-target="chosen">
        <Picked name={name} options={chosen} ticked />
      </div>
      <div class="picker-find">
        <label class="small" for={query}>
          {find}
        </label>
        <input
          class="form-control"
          id={query}
          type="search"
          name="q"
          value={typedQuery(form)}
          autocomplete="off"
          data-picker-target="query"
          data-action="picker#typed keydown.enter->picker#now:prevent"
        />
        <Button small action={finding} data={{ action: 'picker#now:prevent' }}>
          {t('platform.find.title')}
        </Button>
      </div>
      <div class="checks" data-picker-target="found" data-action="change->picker#take" aria-live="polite">
        {found && <Found name={name} options={found} />}
      </div>
      <Notes field={field} hint={hint} />
    </fieldset>
  );
}

/** What was found, to be ticked; or that nothing was. */
export function Found({ name, options }: { name: string; options: readonly Option[] }) {
  if (options.length === 0) return <p class="small mute">{t('platform.find.none')}</p>;
  return <Picked name={name} options={options} />;
}

function Picked({ name, options, ticked = false }: { name: string; options: readonly Option[]; ticked?: boolean }) {
  return (
    <>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input type="checkbox" name={`${htmlName(name)}[]`} value={value} checked={ticked} />
          <span>{label}</span>
        </label>
      ))}
    </>
  );
}

const typedQuery = (form: FormState | undefined): string | undefined =>
  typeof form?.values['q'] === 'string' ? form.values['q'] : undefined;
