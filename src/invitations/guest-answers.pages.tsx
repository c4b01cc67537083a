import type { VNode } from 'preact';
import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { type Language, publicLanguages } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { FormErrors } from '../platform/web/components/checks.js';
import { Field, TextArea } from '../platform/web/components/field.js';
import { Facts } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import { publicPage } from '../platform/web/page.js';
import { currentVisit } from '../platform/web/visit.js';
import { AnswerFields, type AnswerFieldsProps } from './answering/answer-fields.pages.js';
import { type GuestView, mayGive } from './guests.service.js';
import { readName } from '../directory/titles.rules.js';
import { expectedName, pairOf, termsFor } from './recipients/pairs.rules.js';
import { type AnswerGiven, ANSWERS, COMING, type RecipientState } from './invitation.states.js';
import { occasionOf } from './occasion.js';

/** A page under the institution's letterhead, with the other languages one click away. */
export function drawForGuest(view: GuestView, language: Language, draw: () => VNode): string {
  const path = `/r/to/${view.guest.id}`;
  const { institution } = Current;
  return publicPage(draw, {
    title: `${t('invitations.public.title', {}, language)} · ${localized(institution.name, language)}`,
    language,
    letterhead: {
      name: localized(institution.name, language),
      service: localized(institution.letterhead?.signatory?.post, language),
    },
    accent: institution.accent,
    languages: publicLanguages.map((one) => ({ language: one, href: `${path}?lang=${one}` })),
  });
}

/** The card, and the answer under it. */
export function AnswerPage({
  view,
  language,
  code,
  form,
}: {
  view: GuestView;
  language: Language;
  /** Picture of the code that opens the guest's line at the door. */
  code: string | null;
  form?: FormState | undefined;
}) {
  const { guest, invitation, activity, entry } = view;
  const occasion = occasionOf(entry!, language, activity.partnerTimeZone);
  const host = hostIn(language);
  const asks = (
    <p class="it" key="asks">
      {t('invitations.public.host', { host })}
    </p>
  );
  const name = (
    <p class="serif guest" key="name">
      <bdi>{guest.name}</bdi>
    </p>
  );
  // In the midst of a Russian sentence the name would have to be declined.
  const isNamedFirst = language === 'ru';
  const answered = GIVEN.includes(guest.state);
  const justSent = currentVisit().query.has('sent');
  return (
    <>
      {answered && <Given view={view} justSent={justSent} language={language} code={code} />}
      <div class="card-of-invitation">
        {isNamedFirst ? [name, asks] : [asks, name]}
        <p class="it">{t('invitations.public.to')}</p>
        <h1>{localized(invitation.subject, language)}</h1>
        {occasion.activity && <p class="it">{occasion.activity}</p>}
      </div>
      <Facts
        facts={[
          [
            t('invitations.public.when'),
            <>
              {occasion.day}
              {occasion.time && (
                <>
                  , <b class="nb">{occasion.time}</b>
                </>
              )}
              {occasion.elsewhere && <span class="small mute"> ({occasion.elsewhere})</span>}
            </>,
          ],
          [t('invitations.public.where'), occasion.place],
          [t('invitations.public.dress'), occasion.dress],
          [
            t('invitations.public.answer_by'),
            invitation.answerBy && formatDay(invitation.answerBy, 'weekday', language),
          ],
        ]}
      />
      {view.kind === 'regret' && <p class="foot">{t('invitations.public.late')}</p>}
      {view.kind === 'past' ? (
        <p class="foot">{t('invitations.public.closed')}</p>
      ) : (
        <AnswerForm view={view} language={language} form={form} />
      )}
      <Contact />
    </>
  );
}

/** Who asks: he who signs for the house, with his titles as the language writes them; else the house. */
function hostIn(language: Language): string {
  const signatory = Current.institution.letterhead?.signatory;
  if (!signatory) return localized(Current.institution.name, language);
  const name = readName(signatory.name, language).written;
  const post = localized(signatory.post, language);
  return post ? t('invitations.public.signatory', { name, post }) : name;
}

/** States that are an answer of his. */
const GIVEN: readonly RecipientState[] = [...ANSWERS, 'waiting'];

function Given({
  view,
  justSent,
  language,
  code,
}: {
  view: GuestView;
  justSent: boolean;
  language: Language;
  code: string | null;
}) {
  const { guest } = view;
  return (
    <div class="flash answer-given" role="status">
      <p>
        <b>{t(justSent ? 'invitations.public.thanks' : 'invitations.public.have')}</b> <bdi>{givenWords(guest)}</bdi>
      </p>
      {view.kind === 'open' && (
        <p class="small mute">
          {view.invitation.answerBy
            ? t('invitations.public.change', { day: formatDay(view.invitation.answerBy, 'weekday', language) })
            : t('invitations.public.change_open')}
        </p>
      )}
      {COMING.includes(guest.state) && (
        <p>
          <a href={`/r/to/${guest.id}/entente.ics?lang=${language}`} download>
            {t('invitations.public.calendar')}
          </a>
        </p>
      )}
      {code && (
        <details>
          <summary>{t('invitations.public.door_code')}</summary>
          <img class="door-code" src={code} alt={t('invitations.public.door_code_alt')} width={180} height={180} />
        </details>
      )}
    </div>
  );
}

/** What he has said; of a pair, whether both come or who. */
function givenWords(guest: GuestView['guest']): string {
  const { state, companions, representative } = guest;
  if (state === 'accepted' && pairOf(guest))
    return companions > 0
      ? t('invitations.public.given.pair', { count: companions + 1 })
      : t('invitations.public.given.one_of_pair', { name: expectedName(guest) });
  return t(`invitations.public.given.${state}`, { companions, name: representative?.name ?? '' });
}

function AnswerForm({ view, language, form }: { view: GuestView; language: Language; form: FormState | undefined }) {
  const { guest, invitation } = view;
  const chosen = String(form?.values['answer'] ?? (guest.state === 'waiting' ? waitsAs(guest) : guest.state));
  const choices = ANSWERS.filter(
    (answer) => mayGive(view.kind, answer) && (answer !== 'represented' || invitation.representatives),
  );
  return (
    <form method="post" action={`/r/to/${guest.id}?lang=${language}`} class="form">
      <FormErrors form={form} />
      <fieldset aria-describedby={form?.errors['answer'] ? 'f-answer-error' : undefined}>
        <legend class="serif">{t('invitations.public.your_answer')}</legend>
        <div class="choice">
          {choices.map((answer) => (
            <label key={answer}>
              <input type="radio" name="answer" value={answer} checked={chosen === answer} />
              <span>
                <b>{t(`invitations.public.choice.${answer}`)}</b>
              </span>
            </label>
          ))}
        </div>
        {form?.errors['answer'] && (
          <p class="error" id="f-answer-error">
            {form.errors['answer']}
          </p>
        )}
      </fieldset>
      {view.kind === 'open' && (
        <>
          <AnswerFields
            terms={termsFor(invitation, guest)}
            told={comesAs(guest)}
            pair={pairOf(guest)}
            reader="guest"
            form={form}
          />
          <TextArea
            name="needs"
            label={t('invitations.public.needs')}
            hint={t('invitations.public.needs_hint')}
            value={view.needs}
            rows={2}
            form={form}
          />
        </>
      )}
      <TextArea name="note" label={t('invitations.public.note')} value={guest.note} rows={2} form={form} />
      <Field name="onBehalf" label={t('invitations.public.on_behalf')} autocomplete="name" form={form} />
      <p class="send-answer">
        <Button primary>{t('invitations.public.send')}</Button>
      </p>
    </form>
  );
}

/** Two who were asked together come together, until they say otherwise. */
const comesAs = (guest: GuestView['guest']): AnswerFieldsProps['told'] => ({
  companions: guest.kind === 'pair' && guest.places === 0 ? 1 : guest.companions,
  companionNames: guest.companionNames.filter((name) => name !== guest.secondName),
  alone: guest.alone,
  representative: guest.representative,
  replies: guest.replies,
});

const waitsAs = (guest: GuestView['guest']): AnswerGiven => (guest.representative ? 'represented' : 'accepted');

function Contact() {
  const { phone, email } = Current.institution.letterhead ?? {};
  if (!phone && !email) return null;
  return (
    <p class="foot">
      {t('invitations.public.contact')} {phone && <bdi class="nb">{phone}</bdi>}{' '}
      {email && <a href={`mailto:${email}`}>{email}</a>}
    </p>
  );
}

/** Withdrawn, cancelled, or long past. */
export function GonePage({ view }: { view: GuestView }) {
  return (
    <div class="centre">
      <h1>{t('invitations.public.gone')}</h1>
      <p>
        {t(
          view.guest.state === 'cancelled' || view.entry?.cancelledAt
            ? 'invitations.public.cancelled'
            : 'invitations.public.expired',
        )}
      </p>
      <Contact />
    </div>
  );
}

/** The link was opened long ago or in another browser: without the token nothing is told, not even which institution it was. */
export function OpenAgainPage(language: Language): string {
  return publicPage(
    () => (
      <div class="centre">
        <h1>{t('invitations.public.again')}</h1>
        <p>{t('invitations.public.again_text')}</p>
      </div>
    ),
    { title: t('invitations.public.again', {}, language), language, letterhead: { name: 'Entente' } },
  );
}
