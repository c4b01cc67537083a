import type { ComponentChildren } from 'preact';
import { formatDay, formatMoney } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import type { FormState } from '../platform/web/forms.js';
import { fromMinor, sumsOf } from '../platform/money.js';
import {
  type Agreed,
  type Cost,
  COST_CATEGORIES,
  type Gift,
  type Money,
  type ReportTables,
  type TableName,
} from './report-facts.entity.js';

export interface TableProps<Name extends TableName> {
  rows: ReportTables[Name];
  version: number;
  /** Where the form is sent; null for who only reads. */
  action: string | null;
  form?: FormState | undefined;
}

const options = (values: readonly string[], key: string) =>
  values.map((value) => ({ value, label: t(`reports.${key}.${value}`) }));
const field = (name: string) => t(`reports.field.${name}`);

export function CommitmentsTable(props: TableProps<'commitments'>) {
  const today = Temporal.Now.plainDateISO();
  return (
    <>
      <Listed heads={['text', 'kind', 'side', 'responsible', 'due']} rows={props.rows}>
        {({ text, kind, side, responsible, due }: Agreed) => [
          <bdi>{text}</bdi>,
          t(`reports.kind.${kind}`),
          t(`reports.side.${side}`),
          <bdi>{responsible}</bdi>,
          due && <DueDay day={Temporal.PlainDate.from(due)} today={today} />,
        ]}
      </Listed>
      <TableForm {...props} name="commitments">
        {(row, { kind, text, side, responsible, due }: Partial<Agreed>) => (
          <>
            <Field
              form={props.form}
              name={`${row}.text`}
              label={field('text')}
              value={text}
              required
              maxlength={1000}
            />
            <Select
              form={props.form}
              name={`${row}.kind`}
              label={field('kind')}
              value={kind}
              empty="–"
              options={options(['commitment', 'proposal'], 'kind')}
            />
            <Select
              form={props.form}
              name={`${row}.side`}
              label={field('side')}
              value={side}
              empty="–"
              options={options(['ours', 'theirs'], 'side')}
            />
            <Field
              form={props.form}
              name={`${row}.responsible`}
              label={field('responsible')}
              value={responsible}
              maxlength={300}
            />
            <Field form={props.form} name={`${row}.due`} type="date" label={field('due')} value={due} />
          </>
        )}
      </TableForm>
    </>
  );
}

export function GiftsTable(props: TableProps<'gifts'>) {
  return (
    <>
      <Listed heads={['description', 'direction', 'party', 'amount']} rows={props.rows}>
        {({ direction, description, party, value }: Gift) => [
          <bdi>{description}</bdi>,
          t(`reports.direction.${direction}`),
          <bdi>{party}</bdi>,
          value && formatMoney(value.minor, value.currency),
        ]}
      </Listed>
      <TableForm {...props} name="gifts">
        {(row, { direction, description, party, value }: Partial<Gift>) => (
          <>
            <Field
              form={props.form}
              name={`${row}.description`}
              label={field('description')}
              value={description}
              required
              maxlength={300}
            />
            <Select
              form={props.form}
              name={`${row}.direction`}
              label={field('direction')}
              value={direction}
              empty="–"
              options={options(['given', 'received'], 'direction')}
            />
            <Field form={props.form} name={`${row}.party`} label={field('party')} value={party} maxlength={300} />
            <MoneyFields form={props.form} row={row} value={value ?? undefined} />
          </>
        )}
      </TableForm>
    </>
  );
}

export function CostsTable(props: TableProps<'costs'>) {
  return (
    <>
      <Listed heads={['category', 'label', 'amount']} rows={props.rows}>
        {({ category, label, minor, currency }: Cost) => [
          t(`reports.category.${category}`),
          <bdi>{label}</bdi>,
          formatMoney(minor, currency),
        ]}
      </Listed>
      {props.rows.length > 0 && (
        <p class="report-sum">
          {t('reports.page.sum')}:{' '}
          <b>
            {sumsOf(props.rows)
              .map(({ minor, currency }) => formatMoney(minor, currency))
              .join(' + ')}
          </b>
        </p>
      )}
      <TableForm {...props} name="costs">
        {(row, cost: Partial<Cost>) => (
          <>
            <Select
              form={props.form}
              name={`${row}.category`}
              label={field('category')}
              value={cost.category}
              empty="–"
              options={options(COST_CATEGORIES, 'category')}
            />
            <Field form={props.form} name={`${row}.label`} label={field('label')} value={cost.label} maxlength={300} />
            <MoneyFields form={props.form} row={row} value={cost.currency ? (cost as Money) : undefined} />
          </>
        )}
      </TableForm>
    </>
  );
}

function MoneyFields({ form, row, value }: { form: FormState | undefined; row: string; value: Money | undefined }) {
  return (
    <>
      <Field
        form={form}
        name={`${row}.amount`}
        label={field('amount')}
        inputmode="decimal"
        value={value && fromMinor(value.minor, value.currency)}
      />
      <Field
        form={form}
        name={`${row}.currency`}
        label={field('currency')}
        value={value?.currency}
        maxlength={3}
        suggestions={['EUR', 'USD', 'CHF', 'GBP']}
      />
    </>
  );
}

function DueDay({ day, today }: { day: Temporal.PlainDate; today: Temporal.PlainDate }) {
  const isLate = Temporal.PlainDate.compare(day, today) < 0;
  const words = formatDay(day, 'short');
  return isLate ? (
    <span class="strong wine nb">{`${words}, ${t('reports.late')}`}</span>
  ) : (
    <span class="nb">{words}</span>
  );
}

function Listed<Row>({
  heads,
  rows,
  children,
}: {
  heads: string[];
  rows: readonly Row[];
  children: (row: Row) => ComponentChildren[];
}) {
  if (rows.length === 0) return <p class="mute">{t('reports.page.none')}</p>;
  return (
    <div class="list-frame">
      <table class="list">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" class={head === 'amount' ? 'num' : undefined}>
                {field(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {children(row).map((cell, at) => (
                <td key={at} class={heads[at] === 'amount' ? 'num' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FormProps<Row, Name extends TableName> extends Omit<TableProps<Name>, 'rows'> {
  name: Name;
  rows: readonly Row[];
  children: (row: string, value: Partial<Row>) => ComponentChildren;
}

function TableForm<Row, Name extends TableName>({ name, rows, version, action, form, children }: FormProps<Row, Name>) {
  if (!action) return null;
  const title = t(`reports.section.${name}`);
  return (
    <details class="report-edit" open={form !== undefined}>
      <summary>{t('reports.page.edit_named', { section: title })}</summary>
      <form class="form" method="post" action={action}>
        <FormErrors form={form} />
        <input type="hidden" name="version" value={version} />
        <Rows
          name={name}
          legend={<span class="vh">{title}</span>}
          count={rows.length}
          form={form}
          draw={(row, index) => children(row, index === null ? {} : (rows[index] ?? {}))}
          add={t('reports.page.add')}
        />
        <Button label={t('reports.page.save_named', { section: title })}>{t('reports.page.save')}</Button>
      </form>
    </details>
  );
}
