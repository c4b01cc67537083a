import { formatInstant } from '../platform/i18n/format.js';
import { languageNames, publicLanguages } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Facts } from '../platform/web/components/section.js';
import type { Question } from './answering/answer-terms.rules.js';
import type { InvitationsProps } from './invitations-page.props.js';
import type { RecipientRow } from './invitations.queries.js';
import { addressLines } from './recipients/postal-addresses.queries.js';

/** One guest's letter, and what passed between us. */
export function Side({
  base,
  invitation,
  chosen,
  letter,
  history,
  zone,
  filter,
  mayReadNeeds,
  mayManage,
  needs,
}: InvitationsProps & { base: string; chosen: RecipientRow }) {
  const shown = letter?.language ?? 'en';
  return (
    <aside aria-label={t('invitations.preview')}>
      <div class="row-flex">
        <span class="label">{t('invitations.preview')}</span>
        <span class="row-flex small">
          {publicLanguages.map((one) => (
            <a
              key={one}
              lang={one}
              aria-current={one === shown ? 'true' : undefined}
              href={`${base}?invitation=${invitation.id}&answer=${filter}&guest=${chosen.id}&language=${one}`}
            >
              {languageNames[one]}
            </a>
          ))}
        </span>
      </div>
      {letter?.isReleased ? (
        <iframe
          class="letter-frame beside"
          sandbox=""
          title={t('invitations.preview')}
          src={`${base}/recipients/${chosen.id}/letter?language=${shown}`}
        />
      ) : (
        <p class="small ochre">{t('invitations.mailings.finding.release')}</p>
      )}
      <Facts
        facts={[
          [t('invitations.email'), chosen.email && <bdi>{chosen.email}</bdi>],
          [
            t('invitations.postal_address'),
            chosen.postal_address && <bdi>{addressLines(chosen.postal_address).join(', ')}</bdi>,
          ],
          [t('invitations.care_of'), chosen.care_of && <bdi>{chosen.care_of}</bdi>],
        ]}
      />
      {mayManage && (
        <div class="row-flex letter-ways">
          {chosen.state !== 'cancelled' && (
            <a class="small" href={`${base}/recipients/${chosen.id}`}>
              {t('invitations.change_guest')}
            </a>
          )}
          {letter?.isReleased && (
            <a class="small" href={`${base}/${invitation.id}/paper/enclosed/${chosen.id}.pdf`} data-turbo="false">
              {t('invitations.mailings.letter_pdf')}
            </a>
          )}
          {chosen.state !== 'cancelled' && chosen.sent_at && (
            <PostButton to={`${base}/recipients/${chosen.id}/withdrawal`} small plain>
              {t('invitations.withdraw_guest')}
            </PostButton>
          )}
        </div>
      )}
      {chosen.has_needs && <Needs base={base} guest={chosen} mayRead={mayReadNeeds} needs={needs} />}
      <Replies questions={invitation.questions} replies={chosen.replies} />
      <p class="label history-title">{t('invitations.course')}</p>
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

function Replies({ questions, replies }: { questions: readonly Question[]; replies: RecipientRow['replies'] }) {
  const answered = questions.filter(({ id }) => replies[id] !== undefined);
  if (answered.length === 0) return null;
  return (
    <Facts facts={answered.map((one) => [localized(one.label), <bdi>{replyInWords(one, replies[one.id]!)}</bdi>])} />
  );
}

function replyInWords({ kind, options }: Question, reply: string): string {
  if (kind === 'yes_no') return t(reply === 'yes' ? 'invitations.field.yes' : 'invitations.field.no_reply');
  return kind === 'choice' ? localized(options[Number(reply)]) : reply;
}

/** That something was told is seen by all; what, by few and on record. */
function Needs({
  base,
  guest,
  mayRead,
  needs,
}: {
  base: string;
  guest: RecipientRow;
  mayRead: boolean;
  needs: string | undefined;
}) {
  if (needs === undefined && !mayRead) return <p class="small">{t('invitations.needs_told')}</p>;
  return (
    <section class="needs" aria-label={t('invitations.needs')}>
      <p class="label">{t('invitations.needs')}</p>
      {needs === undefined ? (
        <form method="post" action={`${base}/recipients/${guest.id}/needs`} data-turbo="false">
          <Button small>{t('invitations.needs_show')}</Button>{' '}
          <span class="small mute">{t('invitations.needs_recorded')}</span>
        </form>
      ) : (
        <p>
          <bdi>{needs}</bdi>
        </p>
      )}
    </section>
  );
}
