import type { ComponentChildren } from 'preact';
import { PAYERS } from '../costs/cost-line.entity.js';
import { formatDay, formatMoney } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { Rows } from '../platform/web/components/rows.js';
import type { FormState } from '../platform/web/forms.js';
import { type CostRow, totalOf } from './report-costs.rules.js';
import type { Proposal, ReportTables, TableName } from './report-facts.entity.js';

export interface TableProps<Name extends TableName> {
  rows: ReportTables[Name];
  version: number;
  /** Where the form is sent; null for who only reads. */
  action: string | null;
  form?: FormState | undefined;
}

const field = (name: string) => t(`reports.field.${name}`);

export function ProposalsTable(props: TableProps<'proposals'>) {
  return (
    <>
      <Listed heads={['text', 'responsible', 'due']} rows={props.rows}>
        {({ text, responsible, due }: Proposal) => [
          <bdi>{text}</bdi>,
          <bdi>{responsible}</bdi>,
          due && formatDay(Temporal.PlainDate.from(due), 'short'),
        ]}
      </Listed>
      <TableForm {...props} name="proposals">
        {(row, { text, responsible, due }: Partial<Proposal>) => (
          <>
            <Field
              form={props.form}
              name={`${row}.text`}
              label={field('text')}
              value={text}
              required
              maxlength={1000}
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

/** What it cost by category and payer, against the estimate; amounts in the currency of the house. */
export function CostsSummary({ rows, href }: { rows: readonly CostRow[]; href: string | null }) {
  const payers = PAYERS.filter((payer) => rows.some(({ paid }) => paid[payer]));
  const money = (minor: number, currency: string) => formatMoney(minor, currency);
  const columns = [
    { head: t('reports.cost.estimate'), of: (row: CostRow) => row.estimate },
    ...payers.map((payer) => ({
      head: t('reports.cost.paid_by', { payer: t(`costs.payer.${payer}`) }),
      of: (row: CostRow) => row.paid[payer] ?? 0,
    })),
    { head: t('reports.cost.actual'), of: (row: CostRow) => row.actual },
    { head: t('reports.cost.difference'), of: (row: CostRow) => row.actual - row.estimate },
  ];
  return (
    <>
      {rows.length === 0 ? (
        <p class="mute">{t('reports.page.none')}</p>
      ) : (
        <div class="list-frame" tabIndex={0} role="region" aria-label={t('reports.section.costs')}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{field('category')}</th>
                {columns.map(({ head }) => (
                  <th key={head} scope="col" class="num">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.category}${row.currency}`}>
                  <th scope="row">{t(`costs.category.${row.category}`)}</th>
                  {columns.map(({ head, of }) => (
                    <td key={head} class="num nb">
                      {money(of(row), row.currency)}
                    </td>
                  ))}
                </tr>
              ))}
              <tr class="strong">
                <th scope="row">{t('reports.page.sum')}</th>
                {columns.map(({ head, of }) => (
                  <td key={head} class="num nb">
                    {totalOf(rows, of)
                      .map(({ minor, currency }) => money(minor, currency))
                      .join(' + ')}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
      )}
      {href && (
        <p>
          <a href={href}>{t('reports.cost.open')}</a>
        </p>
      )}
    </>
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
          rows={rows}
          form={form}
          draw={(row, value) => children(row, value ?? {})}
          add={t('reports.page.add')}
        />
        <Button label={t('reports.page.save_named', { section: title })}>{t('reports.page.save')}</Button>
      </form>
    </details>
  );
}
