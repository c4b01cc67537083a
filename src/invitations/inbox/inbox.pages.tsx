import { mayPlan, mayPlanAll } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { formatDay, formatDays, formatInstant, formatTime } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { Checks, FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Pager } from '../../platform/web/components/list.js';
import { Empty, PageHead } from '../../platform/web/components/section.js';
import { Counters } from '../../platform/web/components/state.js';
import type { FormState } from '../../platform/web/forms.js';
import { ANSWERS } from '../invitation.states.js';
import { INBOUND_STATES, type InboundState, type Proposal } from './inbound-mail.entity.js';
import { type GuestChoice, REVIEW_PAGE, type ReviewRow } from './review.service.js';

export function InboxPage({
  rows,
  choices,
  sought,
  counts,
  state,
  page,
  form,
}: {
  rows: ReviewRow[];
  choices: Map<string, GuestChoice[]>;
  /** What was looked for: a guest for one mail, or mails. */
  sought: { mail: string; words: string };
  counts: Map<string, number>;
  state: InboundState;
  page: number;
  form: FormState | undefined;
}) {
  const home = `/${Current.institution.slug}/replies`;
  return (
    <>
      <PageHead title={t('invitations.inbox.title')} meta={t('invitations.inbox.hint')} />
      <Counters
        label={t('invitations.inbox.title')}
        counters={INBOUND_STATES.map((one) => ({
          label: t(`invitations.inbox.state.${one}`),
          count: counts.get(one) ?? 0,
          href: `${home}?state=${one}`,
          current: one === state,
        }))}
      />
      <form class="row-flex reply-find" method="get" action={home} role="search">
        <input type="hidden" name="state" value={state} />
        <Field
          name="q"
          label={t('invitations.inbox.find')}
          type="search"
          value={sought.mail ? '' : sought.words}
          form={undefined}
        />
        <Button>{t('invitations.inbox.search')}</Button>
      </form>
      <FormErrors form={form} />
      {rows.length === 0 && <Empty title={t('invitations.inbox.none')}>{t('invitations.inbox.none_text')}</Empty>}
      {rows.map((row) => (
        <Reply
          key={row.id}
          row={row}
          choices={choices.get(row.id) ?? []}
          words={sought.mail === row.id ? sought.words : ''}
          home={home}
        />
      ))}
      <Pager page={page} pageSize={REVIEW_PAGE} total={counts.get(state) ?? 0} />
    </>
  );
}

function Reply({ row, choices, words, home }: { row: ReviewRow; choices: GuestChoice[]; words: string; home: string }) {
  const { slug, timeZone } = Current.institution;
  return (
    <article class="reply" aria-labelledby={`reply-${row.id}`}>
      <h2 id={`reply-${row.id}`}>
        <bdi>{row.subject || t('invitations.inbox.no_subject')}</bdi>
      </h2>
      <p class="small mute">
        <bdi>{row.from_address || t('invitations.inbox.no_sender')}</bdi> ·{' '}
        {formatInstant(row.created_at, timeZone, 'short')}
        {row.recipient_id && (
          <>
            {' · '}
            <a href={`/${slug}/activities/${row.activity_id}/invitations?guest=${row.recipient_id}`}>
              <bdi>{row.name}</bdi>
            </a>
          </>
        )}
        {row.handled_by && ` · ${t('invitations.by', { name: row.handled_by })}`}
      </p>
      <p class={row.state === 'review' ? 'ochre' : 'mute'}>{t(`invitations.inbox.reason.${row.reason}`)}</p>
      {row.proposal && (
        <p>
          <bdi>{proposalInWords(row.proposal, row.time_zone ?? timeZone)}</bdi>
          {row.starts_at && (
            <span class="mute">
              {' '}
              {t('invitations.inbox.proposal.now', {
                when: formatInstant(row.starts_at, row.time_zone ?? timeZone, 'long'),
              })}
            </span>
          )}
        </p>
      )}
      {row.excerpt && (
        <blockquote class="small">
          <bdi>{row.excerpt.slice(0, 600)}</bdi>
        </blockquote>
      )}
      {row.state === 'review' && mayHandle(row) && (
        <div class="row-flex reply-ways">
          {choices.length > 0 && (
            <form class="form" method="post" action={`${home}/${row.id}/answer`}>
              <Select
                name="recipientId"
                label={t('invitations.guest')}
                options={choices.map(({ id, name, subject }) => ({
                  value: id,
                  label: `${name} · ${localized(subject)}`,
                }))}
                value={choices.find(({ id }) => id === row.recipient_id)?.id ?? choices[0]!.id}
                form={undefined}
                required
              />
              <Checks
                name="answer"
                label={t('invitations.answer')}
                one
                options={ANSWERS.map((value) => ({ value, label: t(`invitations.state.${value}`) }))}
                chosen={row.answer ? [row.answer] : []}
                form={undefined}
              />
              <div>
                <Button primary>{t('invitations.inbox.apply')}</Button>
              </div>
            </form>
          )}
          {choices.length === 0 && (
            <p class="small mute">{t(`invitations.inbox.${words ? 'none_named' : 'no_choice'}`, { words })}</p>
          )}
          <form class="row-flex reply-find" method="get" action={`${home}#reply-${row.id}`} role="search">
            <input type="hidden" name="mail" value={row.id} />
            <Field
              name="q"
              label={t('invitations.inbox.find_guest')}
              type="search"
              value={words}
              form={undefined}
              required
            />
            <Button>{t('invitations.inbox.search')}</Button>
          </form>
          {row.has_raw && (
            <a class="small" href={`${home}/${row.id}.eml`} data-turbo="false">
              {t('invitations.inbox.raw')}
            </a>
          )}
          {row.reason === 'counter' && row.recipient_id && (
            <PostButton to={`${home}/${row.id}/refusal`}>{t('invitations.inbox.proposal.decline')}</PostButton>
          )}
          {(row.activity_id !== null || mayPlanAll(Current.actor)) && (
            <>
              <PostButton to={`${home}/${row.id}/settlement`}>{t('invitations.inbox.settle')}</PostButton>
              <PostButton to={`${home}/${row.id}/discarding`} plain>
                {t('invitations.inbox.discard')}
              </PostButton>
            </>
          )}
        </div>
      )}
    </article>
  );
}

/** What nobody is known to have written is for whoever finds its guest among his own. */
const mayHandle = ({ activity_id: id, body_id: bodyId }: ReviewRow): boolean =>
  id === null || mayPlan(Current.actor, { id, bodyId });

/** "Proposes Tuesday, 9 March 2027, 20:30–22:00, Mirror Hall: …" on the clock of the place. */
function proposalInWords({ start, end, place, comment }: Proposal, zone: string): string {
  const when = t('invitations.inbox.proposal.when', {
    when: [spanOf(start, end, zone), place].filter(Boolean).join(', '),
  });
  return comment ? `${when} “${comment}”` : when;
}

function spanOf(start: string, end: string | null, zone: string): string {
  if (!start.includes('T')) {
    const first = Temporal.PlainDate.from(start);
    return formatDays(first, end && !end.includes('T') ? Temporal.PlainDate.from(end).subtract({ days: 1 }) : first);
  }
  const at = (text: string) => Temporal.Instant.from(text).toZonedDateTimeISO(zone);
  const from = at(start);
  const until = end?.includes('T') ? at(end) : null;
  const first = `${formatDay(from.toPlainDate(), 'weekday')}, ${formatTime(from)}`;
  if (!until) return first;
  const isSameDay = until.toPlainDate().equals(from.toPlainDate());
  return isSameDay
    ? `${first}–${formatTime(until)}`
    : `${first} – ${formatDay(until.toPlainDate(), 'weekday')}, ${formatTime(until)}`;
}
