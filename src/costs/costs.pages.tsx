import type { MemberRow } from '../activities/activities.queries.js';
import { fullName } from '../directory/people.queries.js';
import { Current } from '../platform/current.js';
import { formatDay, formatMoney } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field } from '../platform/web/components/field.js';
import { List } from '../platform/web/components/list.js';
import { Section } from '../platform/web/components/section.js';
import { Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import { Claims } from './cost-claims.pages.js';
import { LineFields, StayTable } from './cost-forms.pages.js';
import { COST_CATEGORIES, PAYERS } from './cost-line.entity.js';
import type { AdvanceRow, ClaimRow, EstimateRow, LineRow } from './costs.queries.js';

export interface CostsPageProps {
  activityId: string;
  /** The newest first. */
  estimates: EstimateRow[];
  lines: LineRow[];
  claims: ClaimRow[];
  advances: AdvanceRow[];
  stay: { day: Temporal.PlainDate; country: string; meals: boolean; lodging: boolean }[];
  members: MemberRow[];
  /** Currency of the house. */
  base: string;
  mayEnter: boolean;
  mayClear: boolean;
  mayApprove: boolean;
  sent?: { part: string; form: FormState } | undefined;
}

/** What it is to cost, what it did cost, and who is owed. */
export function CostsPage(props: CostsPageProps) {
  const { activityId, estimates, lines, base, mayEnter, sent } = props;
  const path = `/${Current.institution.slug}/activities/${activityId}/costs`;
  const [estimate] = estimates;
  const isOpen = !estimate || ['draft', 'returned'].includes(estimate.state);
  const expected = lines.filter((line) => line.estimate_id !== null);
  const spent = lines.filter((line) => line.estimate_id === null);
  const formOf = (part: string) => (sent?.part === part ? sent.form : undefined);
  const known = new Map(props.members.map((one) => [one.known_id, fullName(one)]));
  const people = [...known].map(([value, label]) => ({ value, label }));
  const total = t('costs.total', { sum: formatMoney(sum(expected), base) });
  return (
    <div class="stack">
      {sent?.part === '' && <FormErrors form={sent.form} />}
      <Section title={t('costs.estimate')} aside={total}>
        <EstimateState {...props} path={path} isOpen={isOpen} form={formOf('return')} />
        <Lines
          lines={expected}
          base={base}
          path={path}
          mayRemove={mayEnter && isOpen}
          empty={t('costs.none_expected')}
        />
        {mayEnter && isOpen && (
          <>
            <details class="edit-part" open={sent?.part === 'stay'}>
              <summary>{t('costs.compute')}</summary>
              <StayTable stay={props.stay} action={`${path}/per-diem`} form={formOf('stay')} />
            </details>
            <LineFields of="estimate" action={`${path}/lines`} people={people} base={base} form={formOf('line')} />
          </>
        )}
      </Section>
      <Section title={t('costs.actual')} aside={t('costs.total', { sum: formatMoney(sum(spent), base) })}>
        <Lines lines={spent} base={base} path={path} mayRemove={mayEnter} empty={t('costs.none_spent')} />
        {mayEnter && (
          <LineFields of="actual" action={`${path}/lines`} people={people} base={base} form={formOf('line')} />
        )}
      </Section>
      <div class="two">
        <Section title={t('costs.comparison')}>
          <Comparison expected={expected} spent={spent} base={base} />
        </Section>
        <Claims {...props} path={path} people={people} formOf={formOf} />
      </div>
    </div>
  );
}

const sum = (lines: readonly LineRow[]) => lines.reduce((total, line) => total + line.base_minor, 0);

interface StateProps extends CostsPageProps {
  path: string;
  isOpen: boolean;
  form: FormState | undefined;
}

function EstimateState({ estimates, mayEnter, mayClear, path, isOpen, form }: StateProps) {
  const [estimate] = estimates;
  const isOwn = estimate?.submitted_by === Current.actor.accountId;
  return (
    <div class="row-flex between under">
      <p>
        <b>{t('costs.number', { number: estimate?.number ?? 1 })}</b>{' '}
        <span class={estimate?.state === 'cleared' ? 'moss' : 'ochre'}>
          {t(`costs.state.${estimate?.state ?? 'draft'}`)}
        </span>
        {estimate?.state === 'cleared' && estimate.decided_at && (
          <span class="mute">
            {' '}
            {estimate.cleared_name} <Stamp at={estimate.decided_at} zone={Current.institution.timeZone} />
          </span>
        )}
        {estimate?.return_reason && <span class="why"> {estimate.return_reason}</span>}
      </p>
      <span class="row-flex">
        {isOpen && mayEnter && (
          <PostButton to={`${path}/estimate/submission`} small>
            {t('costs.submit')}
          </PostButton>
        )}
        {estimate?.state === 'submitted' && mayClear && (
          <>
            {isOwn ? (
              <Button small blocked={t('costs.error.own')}>
                {t('costs.clear')}
              </Button>
            ) : (
              <PostButton to={`${path}/estimate/clearance`} small>
                {t('costs.clear')}
              </PostButton>
            )}
            <form class="row-flex" method="post" action={`${path}/estimate/return`}>
              <Field name="reason" label={t('costs.reason')} form={form} required maxlength={2000} />
              <Button small>{t('costs.return')}</Button>
            </form>
          </>
        )}
        {estimate?.state === 'cleared' && mayEnter && (
          <PostButton to={`${path}/estimate/revision`} small plain>
            {t('costs.revise')}
          </PostButton>
        )}
      </span>
    </div>
  );
}

interface LinesProps {
  lines: LineRow[];
  base: string;
  path: string;
  mayRemove: boolean;
  empty: string;
}

function Lines({ lines, base, path, mayRemove, empty }: LinesProps) {
  return (
    <List
      caption={t('costs.title')}
      rows={lines}
      rowKey={(line) => line.id}
      empty={<p class="mute">{empty}</p>}
      columns={[
        { label: t('costs.field.category'), cell: (line) => t(`costs.category.${line.category}`) },
        { label: t('costs.field.label'), cell: (line) => <bdi>{line.label}</bdi> },
        { label: t('costs.field.person'), cell: (line) => <bdi>{line.person}</bdi> },
        {
          label: t('costs.field.payer'),
          cell: (line) => (
            <>
              {t(`costs.payer.${line.payer}`)}
              {line.claimed && <span class="mute small"> · {t('costs.claimed')}</span>}
            </>
          ),
        },
        { label: t('costs.field.amount'), numeric: true, cell: (line) => formatMoney(line.minor, line.currency) },
        {
          label: t('costs.field.base', { currency: base }),
          numeric: true,
          cell: (line) => (
            <span title={t('costs.rate_of', { rate: plainRate(line.rate), day: formatDay(line.rate_on, 'short') })}>
              {formatMoney(line.base_minor, line.base_currency)}
            </span>
          ),
        },
        ...(mayRemove
          ? [
              {
                label: <span class="vh">{t('costs.remove')}</span>,
                cell: (line: LineRow) => (
                  <PostButton
                    to={`${path}/lines/${line.id}/removal`}
                    small
                    plain
                    label={t('costs.remove_of', { what: `${t(`costs.category.${line.category}`)} ${line.label}` })}
                  >
                    ×
                  </PostButton>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

const plainRate = (rate: string) => rate.replace(/\.?0+$/, '');

/** Expected beside spent, by category and by who pays. */
function Comparison({ expected, spent, base }: { expected: LineRow[]; spent: LineRow[]; base: string }) {
  const all = [...expected, ...spent];
  const rows = [
    ...COST_CATEGORIES.filter((one) => all.some(({ category }) => category === one)).map((one) => ({
      key: one,
      label: t(`costs.category.${one}`),
      of: (lines: LineRow[]) => sum(lines.filter(({ category }) => category === one)),
    })),
    ...PAYERS.filter((one) => all.some(({ payer }) => payer === one)).map((one) => ({
      key: `payer-${one}`,
      label: t('costs.paid_by', { payer: t(`costs.payer.${one}`) }),
      of: (lines: LineRow[]) => sum(lines.filter(({ payer }) => payer === one)),
    })),
  ];
  return (
    <List
      caption={t('costs.comparison')}
      rows={rows}
      rowKey={({ key }) => key}
      empty={<p class="mute">{t('costs.nothing_yet')}</p>}
      columns={[
        { label: t('costs.field.category'), cell: ({ label }) => label },
        { label: t('costs.expected'), numeric: true, cell: ({ of }) => formatMoney(of(expected), base) },
        { label: t('costs.spent'), numeric: true, cell: ({ of }) => formatMoney(of(spent), base) },
      ]}
    />
  );
}
