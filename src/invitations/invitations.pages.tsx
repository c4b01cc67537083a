import { Current } from '../platform/current.js';
import { formatDay, formatInstant } from '../platform/i18n/format.js';
import { directionOf, type Language, languageNames, publicLanguages } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Text } from '../platform/web/components/names.js';
import { Empty } from '../platform/web/components/section.js';
import { Counters } from '../platform/web/components/state.js';
import { Crest } from '../platform/web/crest.js';
import type { FormState } from '../platform/web/forms.js';
import { at } from '../platform/web/positions.js';
import type { EditionLine } from '../programme/programme-item.entity.js';
import { DraftForm, GuestForms, RecordForm } from './invitation-forms.pages.js';
import type { Asked } from './invitations.forms.js';
import { FILTERS, type Filter, type HistoryLine, type InvitationRow, type RecipientRow } from './invitations.queries.js';
import type { Occasion } from './occasion.js';

export interface PreviewedLetter {
  language: Language;
  occasion: Occasion | null;
}

export interface InvitationsProps {
  activityId: string;
  mayManage: boolean;
  all: InvitationRow[];
  invitation: InvitationRow | undefined;
  when: string;
  lines: EditionLine[];
  counts: Map<string, number>;
  progress: { done: number; total: number; refused: number };
  rows: RecipientRow[];
  chosen: RecipientRow | undefined;
  letter: PreviewedLetter | undefined;
  history: HistoryLine[];
  filter: Filter;
  asked: Asked;
  form: FormState | undefined;
  zone: string;
}

export function InvitationsPage(props: InvitationsProps) {
  const { invitation, mayManage, asked, form, lines } = props;
  const base = `/${Current.institution.slug}/activities/${props.activityId}/invitations`;
  if (!invitation || (mayManage && asked.add === 'invitation')) {
    return (
      <>
        {!invitation && <Empty title={t('invitations.none')}>{t('invitations.none_text')}</Empty>}
        {mayManage && <DraftForm base={base} lines={lines} form={form} />}
      </>
    );
  }
  const count = (state: string) => props.counts.get(state) ?? 0;
  const total = [...props.counts.values()].reduce((sum, one) => sum + one, 0);
  const isLive = invitation.state !== 'cancelled' && mayManage;
  return (
    <>
      <div class="sec invitation-head">
        <h2>
          <Text of={invitation.subject} />
        </h2>
        <p class="mute">
          {[props.when, invitation.answer_by && t('invitations.answers_close', { day: formatDay(invitation.answer_by) })].filter(Boolean).join(' · ')}
        </p>
      </div>
      {props.all.length > 1 && <Others base={base} all={props.all} current={invitation.id} />}
      <Counters
        label={t('invitations.counters')}
        counters={FILTERS.map((filter) => ({
          label: t(`invitations.filter.${filter}`),
          count: filter === 'all' ? total : count(filter),
          href: `${base}?invitation=${invitation.id}&answer=${filter}`,
          current: filter === props.filter,
        }))}
      />
      <MailingProgress {...props.progress} />
      {!asked.record && asked.add !== 'guest' && <FormErrors form={form} />}
      {isLive && (
        <div class="row-flex ways-on">
          {count('draft') > 0 && (
            <PostButton to={`${base}/${invitation.id}/mailing`} primary>
              {t('invitations.send', { count: count('draft') })}
            </PostButton>
          )}
          {count('sent') > 0 && <PostButton to={`${base}/${invitation.id}/reminders`}>{t('invitations.remind', { count: count('sent') })}</PostButton>}
          <Button href={`${base}?invitation=${invitation.id}&add=guest`}>{t('invitations.add')}</Button>
          <Button href={`${base}?add=invitation`}>{t('invitations.new')}</Button>
          <PostButton to={`${base}/${invitation.id}/cancellation`} plain>
            {t('invitations.withdraw')}
          </PostButton>
        </div>
      )}
      {isLive && (asked.add === 'guest' || total === 0) && <GuestForms base={base} invitation={invitation} form={form} />}
      {props.rows.length > 0 && (
        <div class="split">
          <Guests {...props} base={base} mayManage={isLive} />
          {props.chosen && <Side {...props} base={base} invitation={invitation} chosen={props.chosen} />}
        </div>
      )}
    </>
  );
}

function Others({ base, all, current }: { base: string; all: InvitationRow[]; current: string }) {
  return (
    <nav class="row-flex small" aria-label={t('invitations.occasions')}>
      {all.map((one) => (
        <a key={one.id} href={`${base}?invitation=${one.id}`} aria-current={one.id === current ? 'true' : undefined}>
          {localized(one.subject)} <span class="mute">{one.guests}</span>
        </a>
      ))}
    </nav>
  );
}

/** True after any reload: it counts the messages themselves. */
function MailingProgress({ done, total, refused }: InvitationsProps['progress']) {
  // Empty rather than absent: the frame that reloads itself must find its like at the end.
  if (total === 0 || done >= total) return <turbo-frame id="mailing" />;
  return (
    <turbo-frame id="mailing">
      <div class="send" role="status" data-controller="progress">
        <span>{t('invitations.progress_text', { done, total, refused })}</span>
        <div class="progress-hair" role="progressbar" aria-label={t('invitations.progress')} aria-valuenow={done} aria-valuemin={0} aria-valuemax={total}>
          <span {...at({ done: `${Math.round((done / total) * 100)}%` })} />
        </div>
      </div>
    </turbo-frame>
  );
}

function Guests({ rows, base, chosen, mayManage, asked, form, zone, filter }: InvitationsProps & { base: string }) {
  return (
    <div class="list-frame" tabIndex={0} role="region" aria-label={t('invitations.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col" class="num">{t('invitations.no')}</th>
            <th scope="col">{t('invitations.guest')}</th>
            <th scope="col">{t('invitations.language')}</th>
            <th scope="col">{t('invitations.mail')}</th>
            <th scope="col">{t('invitations.answer')}</th>
            <th scope="col"><span class="vh">{t('invitations.do')}</span></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <>
              <tr key={row.id} aria-selected={row.id === chosen?.id}>
                <td class="num mute">{row.number}</td>
                <td>
                  <a class="strong" href={`${base}?invitation=${row.invitation_id}&answer=${filter}&guest=${row.id}`}><bdi>{row.name}</bdi></a>
                  <div class="small mute"><bdi>{[row.post, row.organisation].filter(Boolean).join(', ')}</bdi></div>
                </td>
                <td>{row.language.toUpperCase()}</td>
                <td><MailState row={row} zone={zone} /></td>
                <td><AnswerState row={row} /></td>
                <td class="end">
                  {mayManage && row.state !== 'cancelled' && (
                    <Button small href={`${base}?invitation=${row.invitation_id}&answer=${filter}&record=${row.id}`} label={t('invitations.record_of', { name: row.name })}>
                      {t('invitations.record')}
                    </Button>
                  )}
                </td>
              </tr>
              {asked.record === row.id && mayManage && (
                <tr key={`${row.id}-record`}>
                  <td colSpan={6}><RecordForm base={base} row={row} form={form} /></td>
                </tr>
              )}
            </>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MailState({ row, zone }: { row: RecipientRow; zone: string }) {
  if (!row.mail_state) return null;
  return (
    <>
      <span class={row.mail_state === 'bounced' ? 'wine' : undefined}>{t(`invitations.purpose.${row.mail_purpose}`)}: {t(`invitations.mail_state.${row.mail_state}`)}</span>
      <div class="small mute">
        {row.mail_at && formatInstant(row.mail_at, zone, 'short')}
        {row.mail_state === 'bounced' && <bdi> {row.mail_answer}</bdi>}
      </div>
    </>
  );
}

function AnswerState({ row }: { row: RecipientRow }) {
  const looks: Partial<Record<string, string>> = { sent: 'ochre', declined: 'wine', accepted: 'moss' };
  const more = [
    row.companions > 0 && t('invitations.with', { count: row.companions }),
    row.channel && t(`invitations.channel.${row.channel}`),
    row.on_behalf && t('invitations.by', { name: row.on_behalf }),
    row.has_needs && t('invitations.needs_told'),
    row.note,
  ].filter(Boolean);
  return (
    <>
      <span class={`strong nb ${looks[row.state] ?? ''}`}>{t(`invitations.state.${row.state}`)}</span>
      {more.length > 0 && <div class="small mute"><bdi>{more.join(' · ')}</bdi></div>}
    </>
  );
}

function Side({ base, invitation, chosen, letter, history, zone, filter }: InvitationsProps & { base: string; invitation: InvitationRow; chosen: RecipientRow }) {
  const shown = letter?.language ?? 'en';
  return (
    <aside aria-label={t('invitations.preview')}>
      <div class="row-flex">
        <span class="label">{t('invitations.preview')}</span>
        <span class="row-flex small">
          {publicLanguages.map((one) => (
            <a key={one} lang={one} aria-current={one === shown ? 'true' : undefined} href={`${base}?invitation=${invitation.id}&answer=${filter}&guest=${chosen.id}&language=${one}`}>
              {languageNames[one]}
            </a>
          ))}
        </span>
      </div>
      <Letter invitation={invitation} guest={chosen} language={shown} occasion={letter?.occasion ?? null} />
      <p class="label history-title">{t('invitations.history')}</p>
      <ul class="small">
        {history.map((line, n) => (
          <li key={n}>
            <span class="mute">{formatInstant(line.at, zone, 'short')}</span>{' '}
            {line.kind === 'answer'
              ? `${t(`invitations.state.${line.what}`)}, ${t(`invitations.channel.${line.purpose}`)}`
              : `${t(`invitations.purpose.${line.purpose}`)}: ${t(`invitations.mail_state.${line.what}`)}`}
            {line.by && <bdi>, {t('invitations.by', { name: line.by })}</bdi>}
            {!line.applied && <span class="ochre">, {t('invitations.not_counted')}</span>}
            {line.note && <bdi class="mute"> {line.note}</bdi>}
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Letter({ invitation, guest, language, occasion }: { invitation: InvitationRow; guest: RecipientRow; language: Language; occasion: Occasion | null }) {
  return (
    <div class="letter" lang={language} dir={directionOf(language)}>
      <div class="head">
        <Crest src={null} />
        {localized(Current.institution.name, language)}
      </div>
      <p>{guest.salutation || t('invitations.public.mail.salutation', { name: guest.name }, language)}</p>
      {localized(invitation.body, language).split(/\n\s*\n/).map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      {occasion && (
        <p>
          <b>{occasion.title}</b>
          <br />
          {[occasion.day, occasion.time, occasion.elsewhere && `(${occasion.elsewhere})`].filter(Boolean).join(' ')}
          <br />
          {[occasion.place, occasion.dress].filter(Boolean).join(' · ')}
        </p>
      )}
      {invitation.answer_by && <p>{t('invitations.public.mail.answer_by', {}, language)}: {formatDay(invitation.answer_by, 'weekday', language)}</p>}
    </div>
  );
}
