import { z } from 'zod';
import { Current, type LocalizedText } from '../../platform/current.js';
import { email, WrongCell } from '../../platform/imports/cells.js';
import type { Membership } from '../membership.entity.js';
import {
  type Classification,
  CLASSIFICATIONS,
  type Organisation,
  type OrganisationFacts,
} from '../organisation.entity.js';
import { isLanguageTag } from '../people.forms.js';
import type { Gender, Person, PersonFacts } from '../person.entity.js';
import type { Post } from '../post.entity.js';
import { same } from './changes.js';
import { membershipExtension, organisationExtension, personExtension, postExtension } from './popolo-extensions.js';
import { contactDetails, contactsOf, firstNumber, formerNameRecords, formerNamesOf, identifierRecords, identifiersOf, isOwnAddress, otherNameRecords, otherNamesOf, ownNumber, type PopoloRecord, websiteOf } from './popolo-lists.js'; // prettier-ignore

/*
 * Popolo (popoloproject.com/specs) and our columns, both ways. What a record says and no column holds is kept beside the
 * row (`restOf`) and given back by the export (`withRest`), unless the house has changed the same thing since.
 */

/** Property → what the file said, and what our columns said of it then. */
export type Rest = Record<string, { said: unknown; was?: unknown }>;

export function restOf(record: PopoloRecord, ours: PopoloRecord): Rest {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name, said]) => said !== null && said !== undefined && !same(said, ours[name]))
      .map(([name, said]) => [name, { said, ...(ours[name] === undefined ? {} : { was: ours[name] }) }]),
  );
}

export function withRest(ours: PopoloRecord, rest: Rest): PopoloRecord {
  const whole = { ...ours };
  for (const [name, { said, was }] of Object.entries(rest)) if (same(ours[name], was)) whole[name] = said;
  return whole;
}

export function personFacts(record: PopoloRecord): Partial<PersonFacts> & Pick<PersonFacts, 'familyName'> {
  const name = words(record, 'name', 240);
  const family = words(record, 'family_name', 120) ?? name?.split(/\s+/).at(-1);
  if (!family) throw new WrongCell('platform.imports.cell.missing');
  const given = words(record, 'given_name', 120) ?? (words(record, 'family_name', 120) ? '' : name!.split(/\s+/).slice(0, -1).join(' ')); // prettier-ignore
  const native = list(record, 'other_names').find(({ note }) => note === NATIVE);
  const reached = list(record, 'contact_details');
  const address = words(record, 'email', 254);
  const gender = words(record, 'gender', 40)?.toLowerCase();
  const country = words(record, 'country', 2);
  return {
    familyName: family,
    givenName: given,
    nativeName: native ? String(native['name']).slice(0, 200) : null,
    nativeLanguage: native && isLanguageTag(String(native['lang'])) ? String(native['lang']) : null,
    honorific: words(record, 'honorific_prefix', 60) ?? null,
    gender: gender === 'female' || gender === 'male' ? (gender satisfies Gender) : null,
    country: country && /^[A-Z]{2}$/.test(country) ? country : null,
    email: address ? email(address) : null,
    phone: ownNumber(reached),
    contacts: contactsOf(reached, firstNumber(reached)),
    identifiers: identifiersOf(list(record, 'identifiers')),
    otherNames: otherNamesOf(list(record, 'other_names')),
    patronymic: words(record, 'patronymic_name', 120) ?? null,
    birthDate: wholeDay(record, 'birth_date'),
    deathDate: wholeDay(record, 'death_date'),
    ...personExtension(record),
    languages: Array.isArray(record['languages']) ? record['languages'].map(String).filter(isLanguageTag) : [],
  };
}

export function personRecord(person: Person): PopoloRecord {
  return filled({
    id: person.id,
    name: [person.givenName, person.familyName].filter(Boolean).join(' '),
    family_name: person.familyName,
    given_name: person.givenName,
    honorific_prefix: person.honorific,
    gender: person.gender,
    email: person.email,
    patronymic_name: person.patronymic,
    sort_name: person.sortAs,
    birth_date: person.birthDate?.toString(),
    death_date: person.deathDate?.toString(),
    other_names: some([
      ...(person.nativeName ? [filled({ name: person.nativeName, note: NATIVE, lang: person.nativeLanguage })] : []),
      ...otherNameRecords(person.otherNames),
    ]),
    contact_details: some([
      ...(person.phone ? [{ type: 'voice', value: person.phone }] : []),
      ...contactDetails(person.contacts),
    ]),
    identifiers: some(identifierRecords(person.identifiers)),
    name_order: person.nameOrder === 'given-first' ? null : person.nameOrder,
    pronunciation: person.pronunciation,
    address_forms: filledTexts(person.addressForms),
    language_levels: filledTexts(person.languageLevels),
    country: person.country,
    languages: person.languages.length > 0 ? person.languages : null,
  });
}

export function organisationFacts(
  record: PopoloRecord,
): Partial<OrganisationFacts> & Pick<OrganisationFacts, 'name' | 'classification'> {
  const country = words(record, 'country', 2);
  const reached = list(record, 'contact_details');
  const address = reached.find(isOwnAddress);
  return {
    name: textsOf(record, 'name', 'other_names', 300),
    classification: classificationOf(words(record, 'classification', 120)),
    country: country && /^[A-Z]{2}$/.test(country) ? country : null,
    city: words(record, 'city', 120) ?? null,
    address: address && String(address['value']).length <= 300 ? String(address['value']) : null,
    contacts: contactsOf(reached, (one) => one === address),
    identifiers: identifiersOf(list(record, 'identifiers')),
    formerNames: formerNamesOf(list(record, 'other_names')),
    foundedOn: wholeDay(record, 'founding_date'),
    dissolvedOn: wholeDay(record, 'dissolution_date'),
    website: websiteOf(list(record, 'links')),
    ...organisationExtension(record),
  };
}

export function organisationRecord(one: Organisation): PopoloRecord {
  const { other_names: languages, ...name } = recordOf(one.name, 'name', 'other_names');
  return filled({
    id: one.id,
    ...name,
    other_names: some([...((languages as PopoloRecord[] | undefined) ?? []), ...formerNameRecords(one.formerNames)]),
    classification: POPOLO_WORDS[one.classification] ?? one.classification,
    parent_id: one.parentId,
    country: one.country,
    city: one.city,
    contact_details: some([
      ...(one.address ? [{ type: 'address', value: one.address }] : []),
      ...contactDetails(one.contacts),
    ]),
    identifiers: some(identifierRecords(one.identifiers)),
    founding_date: one.foundedOn?.toString(),
    dissolution_date: one.dissolvedOn?.toString(),
    links: one.website && [{ url: one.website, note: 'website' }],
    abbreviation: one.abbreviation,
    is_exclusive: one.isExclusive || null,
  });
}

export function postFacts(record: PopoloRecord): object {
  const label = record['label'] ? record : { ...record, label: record['role'] };
  const precedence = record['precedence'];
  return {
    label: textsOf(label, 'label', 'other_labels', 300),
    precedence: typeof precedence === 'number' && Number.isInteger(precedence) ? precedence : null,
    addressForm: words(record, 'address_form', 200) ?? null,
    ...postExtension(record),
  };
}

export function postRecord(post: Post): PopoloRecord {
  return filled({
    id: post.id,
    ...recordOf(post.label, 'label', 'other_labels'),
    organization_id: post.organisationId,
    precedence: post.precedence === 1000 ? null : post.precedence,
    address_form: post.addressForm,
    address_forms: filledTexts(post.addressForms),
    single_holder: post.singleHolder || null,
    may_sign: post.maySign || null,
  });
}

export function membershipFacts(record: PopoloRecord): object {
  const startsOn = dayOf(words(record, 'start_date', 40), 'first');
  const endsOn = dayOf(words(record, 'end_date', 40), 'last');
  if (startsOn && endsOn && Temporal.PlainDate.compare(endsOn, startsOn) < 0)
    throw new WrongCell('directory.error.ends_before_it_begins');
  return {
    role: record['role'] ? textsOf(record, 'role', 'other_roles', 300) : null,
    startsOn,
    endsOn,
    ...membershipExtension(record),
  };
}

export function membershipRecord(one: Membership): PopoloRecord {
  return filled({
    id: one.id,
    person_id: one.personId,
    organization_id: one.organisationId,
    post_id: one.postId,
    ...(one.role ? recordOf(one.role, 'role', 'other_roles') : {}),
    start_date: one.startsOn?.toString(),
    end_date: one.endsOn?.toString(),
    on_behalf_of_id: one.onBehalfOfId,
    appointed_by: one.appointedBy,
    state: one.state === 'appointed' ? null : one.state,
  });
}

/** Popolo lets a day be a month or a year; ours is a day or nothing, and the rest keeps what was said. */
function wholeDay(record: PopoloRecord, name: string): Temporal.PlainDate | null {
  const text = words(record, name, 40);
  return text !== undefined && z.iso.date().safeParse(text).success ? Temporal.PlainDate.from(text) : null;
}

const some = <T>(all: T[]): T[] | null => (all.length > 0 ? all : null);
const filledTexts = (all: object): object | null => (Object.keys(all).length > 0 ? all : null);

const NATIVE = 'native';
const MULTILINGUAL = 'multilingual';
const POPOLO_WORDS: Partial<Record<Classification, string>> = {
  parliament: 'legislature',
  faction: 'party',
  ipo: 'international parliamentary organisation',
};
const OUR_WORDS: Record<string, Classification> = {
  legislature: 'parliament',
  house: 'chamber',
  subcommittee: 'committee',
  party: 'faction',
  'parliamentary group': 'faction',
  'international parliamentary organisation': 'ipo',
};

function classificationOf(word: string | undefined): Classification {
  const plain = word?.toLowerCase() ?? '';
  return OUR_WORDS[plain] ?? CLASSIFICATIONS.find((one) => one === plain) ?? 'other';
}

// Popolo knows one name and others beside it; which language each is in, files of several languages say like this.
function textsOf(record: PopoloRecord, one: string, others: string, most: number): LocalizedText {
  const main = words(record, one, most);
  const texts = Object.fromEntries(
    list(record, others)
      .filter(({ note, lang, name }) => note === MULTILINGUAL && isLanguageTag(String(lang)) && name)
      .map(({ lang, name }) => [String(lang), String(name).slice(0, most)]),
  );
  if (main && !Object.values(texts).includes(main)) texts[houseLanguage()] = main;
  if (Object.keys(texts).length === 0) throw new WrongCell('platform.imports.cell.missing');
  return texts;
}

function recordOf(texts: LocalizedText, one: string, others: string): PopoloRecord {
  const tags = Object.keys(texts).toSorted();
  const own = houseLanguage();
  const main = texts[own] ?? texts[tags[0] ?? ''];
  const isPlain = tags.length === 1 && tags[0] === own;
  return {
    [one]: main,
    ...(isPlain ? {} : { [others]: tags.map((lang) => ({ lang, name: texts[lang], note: MULTILINGUAL })) }),
  };
}

const houseLanguage = (): string => Current.institution.locales[0] ?? 'en';

/** A day, or the first or last day of a month or a year of which no more is known. */
function dayOf(text: string | undefined, edge: 'first' | 'last'): Temporal.PlainDate | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(text ?? '') ?? [];
  if (text === undefined) return null;
  try {
    if (year && day) return Temporal.PlainDate.from(`${year}-${month}-${day}`);
    if (year) {
      const first = Temporal.PlainDate.from(`${year}-${month ?? '01'}-01`);
      return edge === 'first' ? first : first.add(month ? { months: 1 } : { years: 1 }).subtract({ days: 1 });
    }
  } catch {
    // A day that no calendar has.
  }
  throw new WrongCell('platform.imports.cell.day');
}

function words(record: PopoloRecord, name: string, most: number): string | undefined {
  const value = record[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new WrongCell('directory.import.no_text', { name });
  const text = value.trim();
  if (text.length > most) throw new WrongCell('platform.imports.cell.long', { most });
  return text || undefined;
}

function list(record: PopoloRecord, name: string): PopoloRecord[] {
  const read = z.array(z.record(z.string(), z.unknown())).safeParse(record[name] ?? []);
  if (!read.success) throw new WrongCell('directory.import.no_list', { name });
  return read.data;
}

function filled(record: PopoloRecord): PopoloRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined && value !== '')); // prettier-ignore
}
