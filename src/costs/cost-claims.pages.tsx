import { Current } from '../platform/current.js';
import { formatDay, formatMoney } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, type Option, Select } from '../platform/web/components/field.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { AdvanceRow, ClaimRow } from './costs.queries.js';

export interface ClaimsProps {
  claims: ClaimRow[];
  advances: AdvanceRow[];
  base: string;
  mayEnter: boolean;
  mayClear: boolean;
  mayApprove: boolean;
  path: string;
  people: Option[];
  formOf: (part: string) => FormState | undefined;
}

/** Advances, and what each person laid out: with whom a claim rests, and what is owed to whom. */
export function Claims(props: ClaimsProps) {
  const { claims, advances, base, mayEnter, mayClear, path, people, formOf } = props;
  const unclaimed = people.filter(({ value }) => !claims.some((claim) => claim.person_id === value));
  return (
    <Section title={t('costs.claims')}>
      <FormErrors form={formOf('claim')} />
      <ul class="moves plain">
        {advances.map((one) => (
          <li key={one.id}>
            {t('costs.advance_line', {
              name: one.person,
              sum: formatMoney(one.minor, one.currency),
              day: formatDay(one.given_on, 'short'),
            })}
          </li>
        ))}
        {claims.map((claim) => (
          <li key={claim.id}>
            <p>
              <b>
                <bdi>{claim.person}</bdi>
              </b>{' '}
              ·{' '}
              <span class={['paid', 'recovered'].includes(claim.state) ? 'moss' : 'ochre'}>
                {t(`costs.claim.${claim.state}`)}
              </span>
            </p>
            <p class="small">
              {t('costs.balance', {
                claimed: formatMoney(claim.claimed, base),
                advanced: formatMoney(claim.advanced, base),
                rest: formatMoney(Math.abs(claim.claimed - claim.advanced), base),
                to: claim.claimed >= claim.advanced ? 'person' : 'house',
              })}
            </p>
            {claim.return_reason && <p class="why">{claim.return_reason}</p>}
            <Steps {...props} claim={claim} />
          </li>
        ))}
      </ul>
      {claims.length + advances.length === 0 && <p class="mute">{t('costs.no_claims')}</p>}
      {mayEnter && unclaimed.length > 0 && (
        <form class="form form-row" method="post" action={`${path}/claims`}>
          <Select name="personId" label={t('costs.claim_of')} options={unclaimed} required />
          <Button small>{t('costs.claim_open')}</Button>
        </form>
      )}
      {mayClear && people.length > 0 && (
        <details class="edit-part" open={formOf('advance') !== undefined}>
          <summary>{t('costs.advance_give')}</summary>
          <form class="form" method="post" action={`${path}/advances`}>
            <FormErrors form={formOf('advance')} />
            <div class="form-row">
              <Select
                name="personId"
                label={t('costs.field.person')}
                form={formOf('advance')}
                options={people}
                required
              />
              <Field
                name="amount"
                label={t('costs.field.amount')}
                form={formOf('advance')}
                inputmode="decimal"
                required
              />
              <Field
                name="currency"
                label={t('costs.field.currency')}
                form={formOf('advance')}
                value={base}
                maxlength={3}
                required
              />
              <Field name="givenOn" type="date" label={t('costs.field.given_on')} form={formOf('advance')} required />
            </div>
            <div class="form-end">
              <Button>{t('costs.advance_do')}</Button>
            </div>
          </form>
        </details>
      )}
    </Section>
  );
}

function Steps({ claim, mayEnter, mayClear, mayApprove, path }: ClaimsProps & { claim: ClaimRow }) {
  const me = Current.actor.accountId;
  const owed = claim.claimed >= claim.advanced ? 'paid' : 'recovered';
  const next = {
    draft: mayEnter || Current.actor.personId === claim.person_id ? 'submitted' : null,
    submitted: mayClear && claim.submitted_by !== me ? 'checked' : null,
    checked: mayApprove && claim.submitted_by !== me && claim.checked_by !== me ? 'approved' : null,
    approved: mayClear ? owed : null,
    paid: null,
    recovered: null,
  }[claim.state];
  const action = `${path}/claims/${claim.id}/steps`;
  return (
    <>
      {next && (
        <PostButton to={action} fields={{ to: next }} small>
          {t(`costs.claim_step.${next}`)}
        </PostButton>
      )}
      {['submitted', 'checked'].includes(claim.state) && (mayClear || mayApprove) && (
        <form class="form form-row" method="post" action={action}>
          <input type="hidden" name="to" value="draft" />
          <Field name="reason" label={t('costs.reason')} required maxlength={2000} />
          <Button small>{t('costs.return')}</Button>
        </form>
      )}
    </>
  );
}
