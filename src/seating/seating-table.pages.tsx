import { Check } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import type { Table } from './seating.rules.js';
import { words } from './seating.words.js';
import { SHAPES } from './shapes.rules.js';

/** The table of a plan, its size, and what is kept to at it. */
export function TableFields({ table, form }: { table: Table; form: FormState | undefined }) {
  return (
    <div class="form-row">
      <Select
        name="shape"
        label={words('shape_field')}
        options={SHAPES.map((value) => ({ value, label: words(`shape.${value}`) }))}
        value={table.shape}
        form={form}
        required
      />
      <Field
        name="tables"
        label={words('tables')}
        hint={words('tables_hint')}
        value={table.tables.join(', ')}
        form={form}
        required
      />
      <div>
        <Check name="alternateSides" label={words('alternate_sides')} checked={table.alternateSides} form={form} />
        <Check name="alternateSexes" label={words('alternate_sexes')} checked={table.alternateSexes} form={form} />
        <Check name="byLanguage" label={words('by_language')} checked={table.byLanguage} form={form} />
        <Check name="couplesApart" label={words('couples_apart')} checked={table.couplesApart ?? false} form={form} />
      </div>
    </div>
  );
}
