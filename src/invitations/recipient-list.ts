import { isPublicLanguage } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { mailAddress } from '../platform/mail/addresses.js';
import { ListUnreadable } from './invitation.errors.js';
import type { NewRecipient } from './invitations.service.js';

const MOST = 1000;

/** Guests out of a pasted list: "Name; post; organisation; e-mail; language" a line. @throws ListUnreadable naming the line */
export function guestsOf(list: string): NewRecipient[] {
  const lines = list.split(/\r?\n/).map((text, n) => ({ text: text.trim(), line: n + 1 }));
  return lines
    .filter(({ text }) => text)
    .slice(0, MOST)
    .map(({ text, line }) => guestOf(text, line));
}

function guestOf(text: string, line: number): NewRecipient {
  const [name = '', post = '', organisation = '', email = '', language = 'en', ...more] = text
    .split(/[;\t]/)
    .map((part) => part.trim());
  const tag = language.toLowerCase() || 'en';
  if (!name) throw new ListUnreadable(line, t('platform.form.missing'));
  if (more.length > 0 || !isPublicLanguage(tag)) throw new ListUnreadable(line, t('platform.form.wrong'));
  if (email) {
    try {
      mailAddress(name, email);
    } catch {
      throw new ListUnreadable(line, t('platform.mail.wrong_address'));
    }
  }
  return { name, post, organisation, email: email || null, language: tag };
}
