import type { CalendarEntry } from '../../calendar/calendar-entry.entity.js';
import type { PaperFrame, PaperRendering } from '../../documents/paper-rendering.service.js';
import { Current } from '../../platform/current.js';
import { formatDay } from '../../platform/i18n/format.js';
import { knownLanguage, type Language } from '../../platform/i18n/languages.js';
import { localized, t } from '../../platform/i18n/translate.js';
import type { Invitation, Recipient } from '../invitation.entity.js';
import { paragraphs } from '../letter-text.js';
import { usualSalutation } from '../recipients/forms-of-address.rules.js';
import { readName } from '../../directory/titles.rules.js';
import { occasionOf } from '../occasion.js';
import { addressLines } from '../recipients/postal-addresses.queries.js';
import type { PaperLetter } from './paper-letter.entity.js';

type Inline = { type: 'text'; text: string } | { type: 'hardBreak' };
type Paragraph = { type: 'paragraph'; content: Inline[] };

/** What a letter says, as its template reads it: the same gives the same bytes. */
export interface PaperMatter {
  template: 'guest-letter' | 'note-verbale';
  language: Language;
  data: PaperFrame & Record<string, unknown>;
}

/** A letter or note under its number of the register, or a letter without one that goes along with a mail. */
export type LetterHead = Pick<PaperLetter, 'kind' | 'number' | 'signatory' | 'signatoryPost' | 'dated'>;

/** With the postal address as it stands on the envelope. */
export type Addressee = Pick<
  Recipient,
  'name' | 'post' | 'organisation' | 'careOf' | 'postalAddress' | 'salutation' | 'language'
> &
  Partial<Pick<Recipient, 'secondName'>>;

/** What stands below name, post and organisation: through whom, and the address. */
export const addresseeLines = (
  { careOf, postalAddress }: Pick<Addressee, 'careOf' | 'postalAddress'>,
  language: Language,
): string[] => [
  ...(careOf ? [t('invitations.public.mail.through', { through: careOf }, language)] : []),
  ...addressLines(postalAddress),
];

/** The letter of one guest in his own language; never a draft, for it is signed when it is sent. */
export function paperMatter(
  frameOf: PaperRendering['frame'],
  head: LetterHead,
  guest: Addressee,
  invitation: Pick<Invitation, 'subject' | 'body' | 'answerBy'>,
  entry: Pick<CalendarEntry, 'data'> | null,
): PaperMatter {
  const language = knownLanguage(guest.language);
  const words = (key: string, params = {}) => t(`invitations.public.mail.${key}`, params, language);
  const occasion = entry && occasionOf(entry, language, null);
  const facts = [
    [words('occasion'), localized(invitation.subject, language)],
    [words('when'), [occasion?.day, occasion?.time].filter(Boolean).join(', ')],
    [words('where'), occasion?.place],
    [words('dress'), occasion?.dress],
    [words('answer_by'), invitation.answerBy && formatDay(invitation.answerBy, 'weekday', language)],
  ].flatMap(([label, value]) => (value ? [[words('line', { label, value })]] : []));
  const body = [...paragraphs(localized(invitation.body, language)), ...facts];
  const at = head.dated.toZonedDateTime(Current.institution.timeZone).toInstant();
  const shared = {
    ...frameOf(language, { registerNumber: head.number || null, number: 1, at }),
    place: '',
    body: { type: 'doc' as const, content: body.map(paragraph) },
    addressee: { name: guest.name, post: guest.post, organisation: guest.organisation, lines: addresseeLines(guest, language) }, // prettier-ignore
  };
  if (head.kind === 'note_verbale') {
    const sender = localized(Current.institution.name, language);
    const recipient = guest.careOf || guest.organisation || guest.name;
    return { template: 'note-verbale', language, data: { ...shared, title: words('note_verbale'), sender, recipient } };
  }
  const salutation = guest.salutation || usualSalutation(guest, language);
  return {
    template: 'guest-letter',
    language,
    data: {
      ...shared,
      title: localized(invitation.subject, language),
      salutation,
      appeal: salutation.replace(/[,!.،]$/, ''),
      signatures: head.signatory ? [{ post: head.signatoryPost, name: head.signatory }] : [],
    },
  };
}

/** Who signs letters of the house, in the language of a guest. */
export function signatoryFor(language: string): Pick<LetterHead, 'signatory' | 'signatoryPost'> {
  const { signatory } = Current.institution.letterhead;
  if (!signatory) return { signatory: '', signatoryPost: '' };
  const tag = knownLanguage(language);
  // Nobody gives himself a title under his own letter.
  return {
    signatory: readName(signatory.name, tag).bare || signatory.name,
    signatoryPost: localized(signatory.post, tag),
  };
}

const paragraph = (lines: readonly string[]): Paragraph => ({
  type: 'paragraph',
  content: lines.flatMap((text, n): Inline[] => [
    ...(n > 0 ? [{ type: 'hardBreak' as const }] : []),
    { type: 'text', text },
  ]),
});
