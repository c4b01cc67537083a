import { Injectable } from '@nestjs/common';
import { fullName } from '../../directory/people.queries.js';
import { orderedName } from '../../directory/person.entity.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { isPublicLanguage, knownLanguage, type Language } from '../../platform/i18n/languages.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { readTable } from '../../platform/imports/files/read-file.js';
import { InvitationsService, type NewRecipient } from '../invitations.service.js';
import { guestsOfTable } from '../recipient-list.js';
import { honorificIn, readName } from '../../directory/titles.rules.js';
import { usualSalutation } from './forms-of-address.rules.js';
import { type Addressee, GuestSourcesQueries, type OfficeRow } from './guest-sources.queries.js';

/** Guests out of the directory, a body, an office or a file. Who is on the list already is left as he is. */
@Injectable()
export class GuestSources {
  constructor(
    private readonly db: Db,
    private readonly queries: GuestSourcesQueries,
    private readonly invitations: InvitationsService,
  ) {}

  /** @returns how many were added @throws NotFound */
  fromDirectory(invitationId: string, personIds: readonly string[]): Promise<number> {
    return this.db.transaction(async () => {
      const listed = await this.queries.listed(invitationId, personIds);
      const people = (await this.queries.people(personIds)).filter(({ id }) => !listed.has(id));
      return (await this.invitations.addRecipients(invitationId, people.map(asGuest))).length;
    });
  }

  /** Everybody who sits on a body today. @returns how many were added @throws NotFound */
  fromBody(invitationId: string, bodyId: string): Promise<number> {
    return this.db.transaction(async () => this.fromDirectory(invitationId, await this.queries.seated(bodyId)));
  }

  /** An office, whoever holds it. @param email where the letter goes; the present holder's where it is empty @throws NotFound, WrongAddress */
  fromOffice(
    invitationId: string,
    given: { postId: string; language: string; email?: string | undefined; careOf?: string | undefined },
  ): Promise<void> {
    return this.db.transaction(async () => {
      const [office] = await this.queries.offices('', given.postId);
      if (!office) throw new NotFound();
      const language = knownLanguage(given.language);
      await this.invitations.addRecipients(invitationId, [
        {
          name: officeInWords(localized(office.label, language), language),
          salutation: salutationOf(office, language),
          organisation: localized(office.organisation, language),
          email: given.email || office.email,
          careOf: given.careOf,
          language,
          postId: office.id,
        },
      ]);
    });
  }

  /** @returns how many were added @throws FileUnreadable, ListUnreadable naming the row, NotFound */
  async fromFile(invitationId: string, bytes: Buffer): Promise<number> {
    const guests = guestsOfTable(await readTable(bytes));
    return (await this.invitations.addRecipients(invitationId, guests)).length;
  }
}

/** "The Ambassador of Haldenmark", where the language says it so. */
function officeInWords(label: string, language: Language): string {
  const before = t('invitations.public.mail.office', { office: '' }, language).trim();
  return before && label.toLowerCase().startsWith(`${before.toLowerCase()} `)
    ? label
    : t('invitations.public.mail.office', { office: label }, language);
}

/** By the form that the directory has for its holder; nobody is addressed by the name of an office. */
function salutationOf(office: OfficeRow, language: Language): string {
  const name = office.address_forms[language] ?? (language === 'en' ? office.address_form : null);
  return name
    ? t('invitations.public.mail.salutation_titled', { name, sex: readName(name, language).sex ?? 'other' }, language)
    : t('invitations.public.mail.salutation_office', {}, language);
}

/** A person in the best of his languages that letters are written in, with his own form of address in it. */
function asGuest(person: Addressee): NewRecipient {
  const tag = person.languages.map((one) => one.split('-')[0]!.toLowerCase()).find(isPublicLanguage);
  const language: Language = tag ?? 'en';
  const form = person.address_forms[language];
  const name = [form?.before, nameIn(person, language, Boolean(form?.before)), form?.after].filter(Boolean).join(' ');
  return {
    name,
    post: localized(person.post ?? {}, language),
    organisation: localized(person.organisation ?? {}, language),
    email: person.email,
    language,
    salutation: form?.salutation ?? salutationTo(person, name, language),
    personId: person.id,
  };
}

/** What the directory knows beyond the name; empty where that says it all. */
function salutationTo(person: Addressee, name: string, language: Language): string {
  const sex = person.gender ?? honorificIn(person.honorific, language).sex;
  // By name and patronymic a Russian letter begins without a word that tells the sex.
  const isNeutral = language === 'ru' && !sex && person.patronymic;
  const line = usualSalutation({ name: isNeutral ? `${person.given_name} ${person.patronymic}` : name }, language, sex);
  return line === usualSalutation({ name }, language) ? '' : line;
}

/** As it is written in the language of the letter, where the directory has it so; else as in lists. */
function nameIn(person: Addressee, language: Language, isAddressed: boolean): string {
  const isOf = (tag: string | null) => tag?.split('-')[0]?.toLowerCase() === language;
  if (person.native_name && isOf(person.native_language)) return person.native_name;
  const other = person.other_names.find(({ kind, language: tag }) => kind === 'script' && isOf(tag));
  if (other) return orderedName(other);
  return fullName({ ...person, honorific: isAddressed ? null : honorificIn(person.honorific, language).text });
}
