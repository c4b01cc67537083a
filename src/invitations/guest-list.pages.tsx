import { formatInstant } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { RecordForm } from './invitation-forms.pages.js';
import type { InvitationsProps } from './invitations-page.props.js';
import { expectedName, termsFor } from './recipients/pairs.rules.js';
import { type RecipientRow, termsOf } from './invitations.queries.js';

/** The guests, each with the last mail and the last answer. */
export function Guests({
  rows,
  base,
  chosen,
  mayManage,
  asked,
  form,
  zone,
  filter,
  invitation,
}: InvitationsProps & { base: string }) {
  return (
    <div class="list-frame" tabIndex={0} role="region" aria-label={t('invitations.title')}>
      <table class="list guests">
        <thead>
          <tr>
            <th scope="col" class="num">
              {t('invitations.no')}
            </th>
            <th scope="col">{t('invitations.guest')}</th>
            <th scope="col">{t('invitations.language')}</th>
            <th scope="col">{t('invitations.mail')}</th>
            <th scope="col">{t('invitations.answer')}</th>
            <th scope="col">
              <span class="vh">{t('invitations.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <>
              <tr key={row.id} aria-selected={row.id === chosen?.id}>
                <td class="num mute">{row.number}</td>
                <td class="who">
                  <a class="strong" href={`${base}?invitation=${row.invitation_id}&answer=${filter}&guest=${row.id}`}>
                    <bdi>{row.name}</bdi>
                  </a>
                  <div class="small mute">
                    <bdi>{[row.post, row.organisation].filter(Boolean).join(', ')}</bdi>
                  </div>
                </td>
                <td class="in">{row.language.toUpperCase()}</td>
                <td class="mail">
                  <MailState row={row} zone={zone} />
                </td>
                <td class="what">
                  <AnswerState row={row} />
                </td>
                <td class="end">
                  {mayManage && row.state !== 'cancelled' && (
                    <Button
                      small
                      href={`${base}?invitation=${row.invitation_id}&answer=${filter}&record=${row.id}`}
                      label={t('invitations.record_of', { name: row.name })}
                    >
                      {t('invitations.record')}
                    </Button>
                  )}
                </td>
              </tr>
              {asked.record === row.id && mayManage && (
                <tr key={`${row.id}-record`}>
                  <td colSpan={6} class="record-row">
                    <RecordForm base={base} row={row} terms={termsFor(termsOf(invitation), row)} form={form} />
                  </td>
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
      <span class={row.mail_state === 'bounced' ? 'wine' : row.mail_state === 'sent' ? 'nb' : undefined}>
        {t(`invitations.purpose.${row.mail_purpose}`)}: {t(`invitations.mail_state.${row.mail_state}`)}
      </span>
      <div class="small mute">
        {row.mail_at && formatInstant(row.mail_at, zone, 'short')}
        {row.mail_state === 'bounced' && <bdi> {row.mail_answer}</bdi>}
      </div>
    </>
  );
}

function AnswerState({ row }: { row: RecipientRow }) {
  const looks: Partial<Record<string, string>> = {
    sent: 'ochre',
    waiting: 'ochre',
    declined: 'wine',
    no_show: 'wine',
    accepted: 'moss',
    represented: 'moss',
    attended: 'moss',
  };
  // Who was asked as a pair is counted as two from the beginning, and has said nothing yet.
  const hasSaid = row.state !== 'draft' && row.state !== 'sent';
  const more = [
    row.representative && t('invitations.represented_by', { name: representativeName(row.representative) }),
    hasSaid && row.companions > 0 && t('invitations.with', { count: row.companions }),
    row.alone && expectedName({ ...row, secondName: row.second_name }),
    hasSaid && row.companion_names.join(', '),
    row.channel && t(`invitations.channel.${row.channel}`),
    row.on_behalf && t('invitations.by', { name: row.on_behalf }),
    row.has_needs && t('invitations.needs_told'),
    row.note,
  ].filter(Boolean);
  return (
    <>
      <span class={`strong nb ${looks[row.state] ?? ''}`}>{t(`invitations.state.${row.state}`)}</span>
      {more.length > 0 && (
        <div class="small mute">
          <bdi>{more.join(' · ')}</bdi>
        </div>
      )}
    </>
  );
}

const representativeName = ({ name, post, contact }: NonNullable<RecipientRow['representative']>): string =>
  [name, post, contact].filter(Boolean).join(', ');
