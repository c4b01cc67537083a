import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/translate.js';
import type { FormState } from '../forms.js';
import { Button } from './button.js';
import { Icon } from './icon.js';

export interface RowsProps<Value> {
  /** Name of the list in the form: `members`. */
  name: string;
  legend: ComponentChildren;
  /** What is there already, a value a row. */
  rows: readonly Value[];
  form?: FormState | undefined;
  /** Draws the fields of one row; they are named `${row}.name`, where `row` is `members[0]`. A new row has no value yet. */
  draw: (row: string, value: Value | undefined) => ComponentChildren;
  /** Words of the button that adds a row. */
  add: string;
}

/** Stands for the number of a row that the browser will add. */
const next = '__next__';

/**
 * A group of fields that repeats. An empty row always stands ready, so that the form works without scripts;
 * `readForm` leaves empty rows out.
 */
export function Rows<Value>({ name, legend, rows, form, draw, add }: RowsProps<Value>) {
  const sent = Object.keys(form?.values ?? {}).flatMap((path) => {
    const index = path.startsWith(`${name}[`) ? Number.parseInt(path.slice(name.length + 1), 10) : NaN;
    return Number.isNaN(index) ? [] : [index + 1];
  });
  const total = (form && Object.keys(form.values).length > 0 ? Math.max(0, ...sent) : rows.length) + 1;
  return (
    <fieldset class="rows" data-controller="rows">
      <legend class="side-title">{legend}</legend>
      <div data-rows-target="list">
        {Array.from({ length: total }, (_, index) => (
          <Row key={index}>{draw(`${name}[${index}]`, rows[index])}</Row>
        ))}
      </div>
      <template data-rows-target="template">
        <Row>{draw(`${name}[${next}]`, undefined)}</Row>
      </template>
      <Button type="button" small icon="plus" data={{ action: 'rows#add' }}>
        {add}
      </Button>
    </fieldset>
  );
}

function Row({ children }: { children: ComponentChildren }) {
  return (
    <div class="row-of-fields" data-rows-target="row">
      <div class="form-row">{children}</div>
      <button type="button" class="flash-close" data-action="rows#remove" aria-label={t('platform.form.remove')}>
        <Icon name="x" />
      </button>
    </div>
  );
}
