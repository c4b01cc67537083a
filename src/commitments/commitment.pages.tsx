import { Current, type LocalizedText } from '../platform/current.js';
import type { HistoryRow } from '../platform/events/events.service.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, type Option, Select, TextArea } from '../platform/web/components/field.js';
import { Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Stepper } from '../platform/web/components/state.js';
import { Day, Stamp } from '../platform/web/components/time.js';
import type { FormState } from '../platform/web/forms.js';
import type { SourceLabel } from './commitment-sources.registry.js';
import { type Commitment, type CommitmentSource, SIDES, SOURCES_IN_WORDS } from './commitment.entity.js';
import { type CommitmentState, type CommitmentStep } from './commitment.states.js';
import { commitmentsPath, DueOf } from './commitments.pages.js';

/** The straight way, as the stepper shows it; partly kept stands in the place of being kept, dropped ends it. */
const WAY: readonly CommitmentState[] = ['recorded', 'assigned', 'in-progress', 'fulfilled', 'verified'];

export interface CommitmentPageProps {
  commitment: Commitment;
  account: string | null;
  partner: LocalizedText | null;
  source: SourceLabel | undefined;
  steps: CommitmentStep[];
  history: HistoryRow[];
  mayKeep: boolean;
  form?: FormState | undefined;
}

export function CommitmentPage(props: CommitmentPageProps) {
  const { commitment, account, partner, source, steps, history, mayKeep, form } = props;
  const here = `${commitmentsPath()}/${commitment.id}`;
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return (
    <>
      <PageHead
        eyebrow={<a href={commitmentsPath()}>{t('commitments.title')}</a>}
        title={
          <bdi>{commitment.content.length > 200 ? `${commitment.content.slice(0, 200)}…` : commitment.content}</bdi>
        }
        actions={mayKeep && commitment.isOpen && <Button href={`${here}/edit`}>{t('commitments.change')}</Button>}
      />
      <Stepper label={t('commitments.field.state')} steps={wayOf(commitment.state)} />
      <div class="cols">
        <div class="stack">
          {commitment.content.length > 200 && <p class="body-text">{commitment.content}</p>}
          {commitment.evidence && (
            <Section title={t('commitments.field.evidence')}>
              <p class="body-text">{commitment.evidence}</p>
            </Section>
          )}
          {commitment.reason && (
            <Section title={t('commitments.field.reason')}>
              <p class="body-text">{commitment.reason}</p>
            </Section>
          )}
          {steps.length > 0 && (
            <Section title={t('commitments.next')}>
              <form method="post" class="form" action={`${here}/steps/${steps[0]!.name}`} novalidate>
                <FormErrors form={form} />
                <TextArea
                  name="note"
                  rows={3}
                  form={form}
                  label={t('commitments.field.note')}
                  hint={t('commitments.note_hint')}
                />
                <div class="form-end">
                  {steps.map((step, n) => (
                    <Button key={step.name} primary={n === 0} action={`${here}/steps/${step.name}`}>
                      {t(`commitments.step.${step.name}`)}
                    </Button>
                  ))}
                </div>
              </form>
            </Section>
          )}
        </div>
        <div class="stack">
          <Facts
            facts={[
              [
                t('commitments.field.due'),
                <DueOf key="due" row={{ due_on: commitment.dueOn, is_late: commitment.isLate(today) }} />,
              ],
              [t('commitments.field.side'), t(`commitments.side.${commitment.side}`)],
              [t('commitments.field.responsible'), commitment.responsible],
              [t('commitments.field.account'), account],
              [
                t('commitments.field.partner'),
                partner && (
                  <a href={`/${Current.institution.slug}/partners/${commitment.partnerId}`}>{localized(partner)}</a>
                ),
              ],
              [
                t('commitments.field.source'),
                source ? (
                  <a href={source.href}>{source.label}</a>
                ) : (
                  sourceInWords(commitment.sourceKind, commitment.sourceName)
                ),
              ],
              [t('commitments.field.agreed'), <Day key="agreed" day={commitment.agreedOn} />],
              [t('commitments.field.closed'), commitment.closedOn && <Day day={commitment.closedOn} />],
            ]}
          />
          <Section title={t('commitments.history')}>
            <ul class="moves parts">
              {history.map((event) => (
                <li key={event.id}>
                  <div>
                    <p>{t(`commitments.happened.${event.type.slice('commitment.'.length)}`)}</p>
                    <p>
                      <Stamp at={event.occurred_at} zone={Current.institution.timeZone} />
                      {event.actor_name && ` · ${event.actor_name}`}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </>
  );
}

/** “Agreement: Memorandum of 12 March 2024, article 4”. */
export const sourceInWords = (kind: string, name: string): string =>
  [t(`commitments.source.${kind}`), name].filter(Boolean).join(': ');

function wayOf(state: CommitmentState) {
  const shown = state === 'partial' ? WAY.map((one) => (one === 'in-progress' ? state : one)) : WAY;
  const way = state === 'dropped' ? (['recorded', 'dropped'] as const) : shown;
  const now = way.indexOf(state as never);
  return way.map((one, n) => ({
    label: t(`commitments.state.${one}`),
    state: n < now ? ('done' as const) : n === now ? ('now' as const) : ('todo' as const),
  }));
}

export interface CommitmentFormProps {
  title: string;
  commitment?: Commitment | undefined;
  /** Where a new one was made. */
  source: CommitmentSource & { label: SourceLabel | undefined };
  form?: FormState | undefined;
  accounts: Option[];
  partners: Option[];
}

export function CommitmentForm({ title, commitment, source, form, accounts, partners }: CommitmentFormProps) {
  const back = commitment ? `${commitmentsPath()}/${commitment.id}` : (source.label?.href ?? commitmentsPath());
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return (
    <>
      <PageHead
        title={title}
        eyebrow={<a href={commitmentsPath()}>{t('commitments.title')}</a>}
        meta={source.label && <span>{source.label.label}</span>}
      />
      <form method="post" class="form" action={commitment ? back : commitmentsPath()} novalidate>
        <FormErrors form={form} />
        {commitment ? (
          <input type="hidden" name="version" value={String(commitment.version)} />
        ) : (
          source.id && (
            <>
              <input type="hidden" name="sourceKind" value={source.kind} />
              <input type="hidden" name="sourceId" value={source.id} />
            </>
          )
        )}
        <TextArea
          name="content"
          rows={3}
          required
          form={form}
          label={t('commitments.field.content')}
          value={commitment?.content}
        />
        {!source.id && (
          <div class="form-row">
            {!commitment && (
              <Select
                name="sourceKind"
                form={form}
                label={t('commitments.field.source')}
                value={source.kind}
                options={SOURCES_IN_WORDS.map((value) => ({ value, label: t(`commitments.source.${value}`) }))}
              />
            )}
            <Field
              name="sourceName"
              form={form}
              label={t('commitments.field.source_name')}
              hint={t('commitments.source_hint')}
              value={commitment?.sourceName}
            />
          </div>
        )}
        <div class="form-row">
          <Select
            name="side"
            required
            form={form}
            label={t('commitments.field.side')}
            value={commitment?.side ?? 'ours'}
            options={SIDES.map((value) => ({ value, label: t(`commitments.side.${value}`) }))}
          />
          <Field
            name="dueOn"
            type="date"
            form={form}
            label={t('commitments.field.due')}
            value={commitment?.dueOn?.toString()}
          />
          <Field
            name="agreedOn"
            type="date"
            required
            form={form}
            label={t('commitments.field.agreed')}
            value={(commitment?.agreedOn ?? today).toString()}
          />
        </div>
        <div class="form-row">
          <Field
            name="responsible"
            form={form}
            label={t('commitments.field.responsible')}
            hint={t('commitments.responsible_hint')}
            value={commitment?.responsible}
            maxlength={300}
          />
          <Select
            name="accountId"
            form={form}
            label={t('commitments.field.account')}
            hint={t('commitments.account_hint')}
            value={commitment?.accountId}
            empty="–"
            options={accounts}
          />
        </div>
        <Select
          name="partnerId"
          form={form}
          label={t('commitments.field.partner')}
          value={commitment?.partnerId ?? source.label?.partnerId}
          empty="–"
          options={partners}
        />
        <div class="form-end">
          <Button primary>{t('commitments.save')}</Button>
          <a href={back}>{t('commitments.cancel')}</a>
        </div>
      </form>
    </>
  );
}
