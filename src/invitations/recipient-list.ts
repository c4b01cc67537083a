import { interfaceLanguages, isPublicLanguage } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { alike } from '../platform/imports/cells.js';
import type { Table } from '../platform/imports/files/table.js';
import { mailAddress } from '../platform/mail/addresses.js';
import { ListUnreadable } from './invitation.errors.js';
import type { NewRecipient } from './invitations.service.js';

const MOST = 1000;
/** Columns of a file by the words of the form; a pasted list has the first five in this order. */
const COLUMNS = [
  'name',
  'post',
  'organisation',
  'email',
  'language',
  'salutation',
  'second_name',
  'care_of',
  'postal_address',
] as const;
const WORDS: Partial<Record<string, string>> = { language: 'invitations.sources.language' };
type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Guests out of a pasted list: "Name; post; organisation; e-mail; language" a line. @throws ListUnreadable naming the line */
export function guestsOf(list: string): NewRecipient[] {
  const lines = list.split(/\r?\n/).map((text, n) => ({ text: text.trim(), line: n + 1 }));
  return lines
    .filter(({ text }) => text)
    .slice(0, MOST)
    .map(({ text, line }) => {
      const cells = text.split(/[;\t]/).map((part) => part.trim());
      if (cells.length > 5) throw new ListUnreadable(String(line), t('platform.form.wrong'));
      return guestOf(Object.fromEntries(cells.map((cell, n) => [COLUMNS[n], cell])), String(line));
    });
}

/** Guests out of a table whose columns are headed by the words of the form, in any of its languages. @throws ListUnreadable */
export function guestsOfTable({ headings, rows }: Table): NewRecipient[] {
  const place = new Map(COLUMNS.map((column) => [column, headings.findIndex((heading) => isHeading(column, heading))]));
  if (place.get('name') === -1) throw new ListUnreadable('1', t('invitations.sources.no_name'));
  return rows.slice(0, MOST).map(({ cells, place: row }) => {
    const known = COLUMNS.map((column) => [column, (cells[place.get(column)!] ?? '').trim()]);
    return guestOf(Object.fromEntries(known) as Cells, row);
  });
}

function isHeading(column: (typeof COLUMNS)[number], heading: string): boolean {
  return interfaceLanguages.some(
    (language) => alike(t(WORDS[column] ?? `invitations.${column}`, {}, language)) === alike(heading),
  );
}

function guestOf(cells: Cells, line: string): NewRecipient {
  const { name = '', post = '', organisation = '', email = '', salutation = '' } = cells;
  const language = cells.language?.toLowerCase() || 'en';
  if (!name) throw new ListUnreadable(line, t('platform.form.missing'));
  if (!isPublicLanguage(language)) throw new ListUnreadable(line, t('platform.form.wrong'));
  if (email) {
    try {
      mailAddress(name, email);
    } catch {
      throw new ListUnreadable(line, t('platform.mail.wrong_address'));
    }
  }
  const more = { secondName: cells.second_name, careOf: cells.care_of, postalAddress: cells.postal_address };
  return { name, post, organisation, email: email || null, language, salutation, ...more };
}
