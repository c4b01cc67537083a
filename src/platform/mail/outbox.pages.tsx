import { Current } from '../current.js';
import { formatInstant } from '../i18n/format.js';
import { hasMessage, t } from '../i18n/translate.js';
import { Button } from '../web/components/button.js';
import { Field, Select } from '../web/components/field.js';
import { Filters, List, Pager, withQuery } from '../web/components/list.js';
import { Empty, Facts, PageHead, Section } from '../web/components/section.js';
import { Counters } from '../web/components/state.js';
import { currentVisit } from '../web/visit.js';
import type { Message, MessageState } from './message.entity.js';
import {
  isSecret,
  MESSAGES_PER_PAGE,
  type MessageFilter,
  type MessageRow,
  type MessageStep,
} from './messages.queries.js';

const STATES: MessageState[] = ['queued', 'sending', 'sent', 'deferred', 'unknown', 'bounced', 'withdrawn'];
const outbox = () => `/${Current.institution.slug}/outbox`;
const stamp = (at: Temporal.Instant) => formatInstant(at, Current.institution.timeZone);

export interface OutboxPageProps {
  rows: MessageRow[];
  counts: Record<string, number>;
  purposes: string[];
  filter: MessageFilter;
}

export function OutboxPage({ rows, counts, purposes, filter }: OutboxPageProps) {
  const { query } = currentVisit();
  const total = filter.state
    ? (counts[filter.state] ?? 0)
    : Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <PageHead title={t('platform.outbox.title')} />
      <Counters
        label={t('platform.outbox.states')}
        counters={STATES.filter((state) => counts[state] || filter.state === state).map((state) => ({
          label: t(`platform.outbox.state.${state}`),
          count: counts[state] ?? 0,
          href: withQuery({ state: filter.state === state ? undefined : state, page: undefined }),
          current: filter.state === state,
        }))}
      />
      <Filters>
        <Field name="q" type="search" label={t('platform.outbox.find')} value={query.get('q')} />
        <Select
          name="purpose"
          label={t('platform.outbox.purpose')}
          value={query.get('purpose')}
          empty={t('platform.outbox.any')}
          options={purposes.map((purpose) => ({ value: purpose, label: purposeInWords(purpose) }))}
        />
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
      </Filters>
      <List
        caption={t('platform.outbox.title')}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={t('platform.outbox.none')}>{t('platform.outbox.none_hint')}</Empty>}
        columns={[
          { label: t('platform.outbox.made'), class: 'nb', cell: (row) => stamp(row.created_at) },
          {
            label: t('platform.outbox.to'),
            cell: (row) => (
              <>
                <bdi>{row.to_name}</bdi> <span class="mute small">{row.to_address}</span>
              </>
            ),
          },
          {
            label: t('platform.outbox.subject'),
            cell: (row) => (
              <a href={`${outbox()}/${row.id}`} class="strong">
                <bdi>{row.subject}</bdi>
              </a>
            ),
          },
          { label: t('platform.outbox.purpose'), cell: (row) => purposeInWords(row.purpose) },
          { label: t('platform.outbox.state_label'), cell: (row) => <StateSign state={row.state} /> },
        ]}
      />
      {total > 0 && <Pager page={filter.page} pageSize={MESSAGES_PER_PAGE} total={total} />}
    </>
  );
}

export function MessagePage({ message, steps }: { message: Message; steps: MessageStep[] }) {
  const hidden = isSecret(message);
  return (
    <>
      <PageHead
        eyebrow={<a href={outbox()}>{t('platform.outbox.title')}</a>}
        title={<bdi>{message.subject}</bdi>}
        meta={<StateSign state={message.state} />}
        actions={
          !hidden && (
            <Button href={`${outbox()}/${message.id}.eml`} icon="download">
              {t('platform.outbox.download')}
            </Button>
          )
        }
      />
      <Facts
        facts={[
          [t('platform.outbox.to'), `${message.toName} <${message.toAddress}>`],
          [t('platform.outbox.from'), message.fromName],
          [t('platform.outbox.reply_to'), message.replyTo && <span class="secret">{message.replyTo}</span>],
          [t('platform.outbox.purpose'), purposeInWords(message.purpose)],
          [t('platform.outbox.attachment'), message.attachment?.name],
          [t('platform.outbox.made'), stamp(message.createdAt)],
          [t('platform.outbox.sent'), message.sentAt && stamp(message.sentAt)],
          ['Message-ID', <span class="secret">{message.messageId}</span>],
        ]}
      />
      <Section title={t('platform.outbox.text')}>
        {hidden ? (
          <p class="mute">{t('platform.outbox.hidden')}</p>
        ) : (
          <pre class="mail-text" dir="auto" lang={message.language} tabIndex={0}>
            {message.bodyText}
          </pre>
        )}
      </Section>
      {!hidden && message.bodyHtml && (
        <Section title={t('platform.outbox.html')}>
          {/* As text: what stands in a mail is drawn by the recipient's program, never in our pages. */}
          <pre class="mail-text" tabIndex={0} dir="ltr">
            {message.bodyHtml}
          </pre>
        </Section>
      )}
      {!hidden && message.calendar && (
        <Section title={t('platform.outbox.calendar', { method: message.calendarMethod })}>
          <pre class="mail-text" tabIndex={0} dir="ltr">
            {message.calendar}
          </pre>
        </Section>
      )}
      <Section title={t('platform.outbox.history')}>
        <ul class="found">
          {steps.map((step) => (
            <li key={step.id}>
              <span>
                <StateSign state={step.state} /> {step.answer && <small>{step.answer}</small>}
              </span>
              <span class="mute nb">{stamp(step.occurred_at)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function StateSign({ state }: { state: MessageState }) {
  const tone =
    state === 'sent'
      ? 'moss'
      : state === 'bounced'
        ? 'wine'
        : state === 'deferred' || state === 'unknown'
          ? 'ochre'
          : '';
  return <span class={`sign ${tone}`.trim()}>{t(`platform.outbox.state.${state}`)}</span>;
}

function purposeInWords(purpose: string): string {
  const key = `platform.outbox.purposes.${purpose}`;
  return hasMessage(key) ? t(key) : purpose;
}
