import { formatInstant } from '../platform/i18n/format.js';
import { localized } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Select } from '../platform/web/components/field.js';
import { Text } from '../platform/web/components/names.js';
import { Empty, Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { OccasionRow, PlanRow } from './seating.queries.js';
import type { Table } from './seating.rules.js';
import { TableFields } from './seating-table.pages.js';
import { words } from './seating.words.js';

/** The plans of an activity, and for what one may be drawn. */
export function PlansPage({
  base,
  plans,
  occasions,
  zone,
  mayArrange,
  asked,
  proposed,
  form,
}: {
  base: string;
  plans: PlanRow[];
  occasions: OccasionRow[];
  zone: string;
  mayArrange: boolean;
  /** The line that the new plan is for. */
  asked: string | undefined;
  /** A table on which all who come have a chair. */
  proposed: Pick<Table, 'shape' | 'tables'>;
  form: FormState | undefined;
}) {
  return (
    <>
      <h2 class="vh">{words('title')}</h2>
      {plans.length === 0 && <Empty title={words('none')}>{words('none_text')}</Empty>}
      {plans.length > 0 && (
        <ul class="moves plans">
          {plans.map((plan) => (
            <li key={plan.id}>
              <span class="t">{plan.starts_at && formatInstant(plan.starts_at, zone, 'short')}</span>
              <div>
                <p>
                  <a class="strong" href={`${base}/${plan.id}`}>
                    {plan.title ? <Text of={plan.title} /> : words('whole')}
                  </a>
                </p>
                <p>{words(`shape.${plan.shape}`)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayArrange && (
        <Section title={words('new')}>
          <form class="form broad" method="post" action={base}>
            <FormErrors form={form} />
            <Select
              name="itemId"
              label={words('occasion')}
              empty={words('whole')}
              options={occasions.map((one) => ({
                value: one.id,
                label: `${formatInstant(one.starts_at, zone, 'short')} ${localized(one.title)}`,
              }))}
              value={asked}
              form={form}
            />
            <TableFields
              table={{ ...proposed, alternateSides: true, alternateSexes: false, byLanguage: true }}
              form={form}
            />
            <div>
              <Button primary>{words('draw')}</Button>
            </div>
          </form>
        </Section>
      )}
    </>
  );
}
