import { Current } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { Checks, FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { List } from '../../platform/web/components/list.js';
import { Text } from '../../platform/web/components/names.js';
import { Empty, Facts, PageHead, Section } from '../../platform/web/components/section.js';
import { Stepper } from '../../platform/web/components/state.js';
import { Day, Stamp } from '../../platform/web/components/time.js';
import type { FormState } from '../../platform/web/forms.js';
import { BodiesTabs } from '../bodies-tabs.js';
import { BODY_KINDS } from '../body.states.js';
import type { EndingBody, RolloverPlan, RolloverRow } from './rollover.queries.js';

const path = () => `/${Current.institution.slug}/rollovers`;

export function rolloversList({ rows, mayPrepare }: { rows: RolloverRow[]; mayPrepare: boolean }) {
  const add = (
    <Button href={`${path()}/new`} primary>
      {t('bodies.rollover.prepare')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('bodies.tab.rollovers')} actions={mayPrepare && add} />
      <BodiesTabs current="rollovers" />
      <List
        caption={t('bodies.tab.rollovers')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <Empty title={t('bodies.rollover.none')} action={mayPrepare && add}>
            {t('bodies.rollover.none-hint')}
          </Empty>
        }
        columns={[
          {
            label: t('bodies.field.convocation'),
            cell: (row) => (
              <a class="strong" href={`${path()}/${row.id}`}>
                {t('bodies.rollover.of', { number: row.number })}
              </a>
            ),
          },
          { label: t('bodies.rollover.last-day'), class: 'nb', cell: (row) => <Day day={row.last_day} /> },
          { label: t('bodies.rollover.prepared-by'), cell: (row) => row.prepared_by },
          { label: t('bodies.rollover.confirmed-by'), cell: (row) => row.confirmed_by },
          { label: t('bodies.field.state'), class: 'nb', cell: (row) => t(`bodies.rollover.state.${row.state}`) },
        ]}
      />
    </>
  );
}

export interface RolloverFormProps {
  convocations: { id: string; number: number }[];
  chosen: { id: string; number: number } | undefined;
  ending: EndingBody[];
  today: Temporal.PlainDate;
  form?: FormState | undefined;
  title: string;
}

export function rolloverForm({ convocations, chosen, ending, today, form, title }: RolloverFormProps) {
  const numbers = convocations.map(({ id, number }) => ({ value: id, label: String(number) }));
  return (
    <>
      <PageHead title={title} eyebrow={<a href={path()}>{t('bodies.tab.rollovers')}</a>} />
      {convocations.length > 1 && (
        <form class="filters" method="get" action={`${path()}/new`}>
          <Select
            name="convocation"
            required
            label={t('bodies.field.convocation')}
            value={chosen?.id}
            options={numbers}
          />
          <Button>{t('bodies.rollover.choose')}</Button>
        </form>
      )}
      <form method="post" class="form" action={path()} novalidate>
        <FormErrors form={form} />
        <p class="body-leads">{t('bodies.rollover.lead', { number: chosen?.number ?? 0, count: ending.length })}</p>
        <input type="hidden" name="convocationId" value={chosen?.id ?? ''} />
        {form?.errors['convocationId'] && <p class="error">{form.errors['convocationId']}</p>}
        <div class="form-row">
          <Field
            name="lastDay"
            type="date"
            required
            form={form}
            label={t('bodies.rollover.last-day')}
            value={today.toString()}
          />
          <Select
            name="nextConvocationId"
            form={form}
            label={t('bodies.rollover.next')}
            empty={t('bodies.rollover.next-new')}
            options={numbers.filter(({ value }) => value !== chosen?.id)}
          />
        </div>
        <p class="hint-text">{t('bodies.rollover.carry-hint')}</p>
        {BODY_KINDS.map((kind) => {
          const those = ending.filter((body) => body.kind === kind);
          return (
            those.length > 0 && (
              <Checks
                key={kind}
                name="carried"
                form={form}
                all={those.length > 1}
                label={t('bodies.rollover.carry', { kind: t(`bodies.kinds.${kind}`) })}
                options={those.map(({ id, name }) => ({ value: id, label: localized(name) }))}
              />
            )
          );
        })}
        <div class="form-end">
          <Button primary>{t('bodies.rollover.look')}</Button>
          <a href={path()}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}

export interface RolloverPageProps {
  row: RolloverRow;
  /** What a confirmation would do; null once it is settled. */
  plan: RolloverPlan | null;
  form?: FormState | undefined;
  mayConfirm: boolean;
  mayWithdraw: boolean;
}

export function rolloverPage({ row, plan, form, mayConfirm, mayWithdraw }: RolloverPageProps) {
  const here = `${path()}/${row.id}`;
  return (
    <>
      <PageHead
        title={t('bodies.rollover.of', { number: row.number })}
        eyebrow={<a href={path()}>{t('bodies.tab.rollovers')}</a>}
        meta={
          <span>
            {t('bodies.rollover.last-day')}: <Day day={row.last_day} />
          </span>
        }
        actions={
          plan && (
            <>
              {mayWithdraw && <PostButton to={`${here}/withdrawal`}>{t('bodies.rollover.take-back')}</PostButton>}
              {mayConfirm && (
                <PostButton to={`${here}/confirmation`} fields={{ seen: plan.seen }} primary>
                  {t('bodies.rollover.confirm')}
                </PostButton>
              )}
            </>
          )
        }
      />
      <Stepper
        label={t('bodies.field.state')}
        steps={(row.state === 'withdrawn'
          ? (['prepared', 'withdrawn'] as const)
          : (['prepared', 'confirmed'] as const)
        ).map((state) => ({
          label: t(`bodies.rollover.state.${state}`),
          state: state === row.state ? 'now' : state === 'prepared' ? 'done' : 'todo',
          note: state === 'prepared' ? row.prepared_by : state === 'confirmed' ? row.confirmed_by : undefined,
        }))}
      />
      <div class="stack term-end">
        <FormErrors form={form} />
        {plan && (
          <div>
            <p class="body-leads">{t('bodies.rollover.will', totalsOf(plan))}</p>
            {row.next_number === null && (
              <p class="body-leads">
                {t('bodies.rollover.next-begins', { number: row.number + 1 })}{' '}
                <Day day={row.last_day.add({ days: 1 })} />
              </p>
            )}
            {!mayConfirm && <p class="body-leads">{t('bodies.rollover.waits')}</p>}
          </div>
        )}
        {plan ? <Plan plan={plan} /> : <Outcome row={row} />}
      </div>
    </>
  );
}

const totalsOf = ({ bodies }: RolloverPlan) => ({
  bodies: bodies.length,
  carried: bodies.filter((body) => body.is_carried).length,
  seats: bodies.reduce((sum, body) => sum + body.seats, 0),
});

function Plan({ plan }: { plan: RolloverPlan }) {
  const house = `/${Current.institution.slug}`;
  const { carried } = totalsOf(plan);
  return (
    <>
      <div class="cols body-cols">
        <div class="stack">
          <Section title={t('bodies.rollover.bodies')} aside={t('bodies.rollover.carried-count', { count: carried })}>
            <List
              caption={t('bodies.rollover.bodies')}
              rows={plan.bodies}
              rowKey={(body) => body.id}
              empty={<Empty title={t('bodies.none')} />}
              columns={[
                {
                  label: t('bodies.field.name'),
                  cell: (body) => (
                    <a href={`${house}/bodies/${body.id}`}>
                      <Text of={body.name} />
                    </a>
                  ),
                },
                { label: t('bodies.rollover.seats-end'), numeric: true, cell: (body) => body.seats },
                {
                  label: t('bodies.rollover.becomes'),
                  cell: (body) => t(body.is_carried ? 'bodies.rollover.carries' : 'bodies.rollover.closes'),
                },
              ]}
            />
          </Section>
        </div>
        <div class="stack">
          {plan.shares.map((share) => (
            <Section key={share.id} title={t(share.label)} aside={String(share.hanging.length)}>
              {share.hanging.length === 0 && <p class="mute">{t('bodies.rollover.nothing-hangs')}</p>}
              <Hangings all={share.hanging.slice(0, SHOWN)} />
              {share.hanging.length > SHOWN && (
                <details>
                  <summary>{t('bodies.rollover.more', { count: share.hanging.length - SHOWN })}</summary>
                  <Hangings all={share.hanging.slice(SHOWN)} />
                </details>
              )}
            </Section>
          ))}
          <Section title={t('bodies.rollover.people')} aside={String(plan.people.length)}>
            <p class="small">{plan.people.map(({ name }) => name).join(', ') || t('bodies.rollover.nobody')}</p>
          </Section>
        </div>
      </div>
    </>
  );
}

// The mandates of a whole house would bury what follows them.
const SHOWN = 12;

function Hangings({ all }: { all: RolloverPlan['shares'][number]['hanging'] }) {
  return (
    <ul class="moves parts">
      {all.map((one, n) => (
        <li key={n}>
          <div>
            <p>{one.what}</p>
            <p>{one.whose}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

const OUTCOMES = ['bodies', 'carried', 'seats', 'memberships', 'grants', 'feeds'];

function Outcome({ row }: { row: RolloverRow }) {
  if (!row.outcome) return <p class="mute">{t('bodies.rollover.nothing-done')}</p>;
  return (
    <Facts
      facts={[
        ...OUTCOMES.map(
          (what) => [t(`bodies.rollover.outcome.${what}`), String(row.outcome![what] ?? 0)] as [string, string],
        ),
        [
          t('bodies.rollover.confirmed-at'),
          row.confirmed_at && <Stamp at={row.confirmed_at} zone={Current.institution.timeZone} />,
        ],
      ]}
    />
  );
}
