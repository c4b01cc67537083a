import { Entity } from 'typeorm';
import {
  DayCol,
  JsonCol,
  NullableTextCol,
  TenantEntity,
  TextCol,
  TextsCol,
  UuidCol,
} from '../platform/database/columns.js';
import { searchText, sortName } from '../platform/i18n/search-text.js';
import { DiesBeforeBirth } from './directory.errors.js';

export type Gender = 'female' | 'male';

export const NAME_ORDERS = ['given-first', 'family-first'] as const;
export type NameOrder = (typeof NAME_ORDERS)[number];

/** What a further form of a name is: in another script, as a document spells it, or as it once was. */
export const NAME_KINDS = ['script', 'passport', 'former', 'also-known-as'] as const;

/** A name in another script or spelling. Days are ISO dates; both count. */
export interface OtherName {
  kind: (typeof NAME_KINDS)[number];
  /** BCP 47, with the script where the language has several: `sr-Cyrl`. */
  language: string;
  family: string;
  given: string;
  patronymic?: string | undefined;
  order: NameOrder;
  from?: string | undefined;
  until?: string | undefined;
}

export const CONTACT_KINDS = ['email', 'phone', 'mobile', 'fax', 'messenger', 'website', 'address'] as const;

/** A way to reach somebody, from a day to a day (ISO dates; both count; open where absent). */
export interface Contact {
  kind: (typeof CONTACT_KINDS)[number];
  value: string;
  /** "office", "assistant". */
  label?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

/** Popolo: the number of a person or an organisation in somebody's list. */
export interface Identifier {
  scheme: string;
  value: string;
}

/** In one language: what stands before and after the name, and how a letter begins. */
export interface AddressForm {
  before?: string | undefined;
  after?: string | undefined;
  salutation?: string | undefined;
}

/** Levels of the Common European Framework, and the tongue one grew up with. */
export const LANGUAGE_LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'] as const;
export type LanguageLevel = (typeof LANGUAGE_LEVELS)[number];

/** What is written about a person and may be read by everybody who may read the directory. */
export interface PersonFacts {
  familyName: string;
  givenName: string;
  patronymic: string | null;
  nameOrder: NameOrder;
  /** Sorts the person where family and given name would not: `ben yusuf, amin`. */
  sortAs: string | null;
  /** The whole name as it is written at home, and the BCP 47 tag of that language. */
  nativeName: string | null;
  nativeLanguage: string | null;
  otherNames: OtherName[];
  honorific: string | null;
  /** By language tag. */
  addressForms: Record<string, AddressForm>;
  pronunciation: string | null;
  gender: Gender | null;
  birthDate: Temporal.PlainDate | null;
  deathDate: Temporal.PlainDate | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** The address that invitations go to; further ones are contacts. */
  email: string | null;
  phone: string | null;
  contacts: Contact[];
  identifiers: Identifier[];
  /** BCP 47, the best spoken first. */
  languages: string[];
  /** By tag of `languages`. */
  languageLevels: Record<string, LanguageLevel>;
  /** When the person agreed that the photograph be used. */
  photoConsentOn: Temporal.PlainDate | null;
  note: string | null;
}

@Entity('person')
export class Person extends TenantEntity implements PersonFacts {
  @TextCol() familyName: string;
  @TextCol() givenName: string = '';
  @NullableTextCol() patronymic: string | null = null;
  @TextCol() nameOrder: NameOrder = 'given-first';
  @NullableTextCol() sortAs: string | null = null;
  @NullableTextCol() nativeName: string | null = null;
  @NullableTextCol() nativeLanguage: string | null = null;
  @JsonCol() otherNames: OtherName[] = [];
  @TextCol() sortName: string;
  @NullableTextCol() honorific: string | null = null;
  @JsonCol() addressForms: Record<string, AddressForm> = {};
  @NullableTextCol() pronunciation: string | null = null;
  @NullableTextCol() gender: Gender | null = null;
  @DayCol({ nullable: true }) birthDate: Temporal.PlainDate | null = null;
  @DayCol({ nullable: true }) deathDate: Temporal.PlainDate | null = null;
  @NullableTextCol() country: string | null = null;
  @NullableTextCol() email: string | null = null;
  @NullableTextCol() phone: string | null = null;
  @JsonCol() contacts: Contact[] = [];
  @JsonCol() identifiers: Identifier[] = [];
  @TextsCol() languages: string[] = [];
  @JsonCol() languageLevels: Record<string, LanguageLevel> = {};
  @UuidCol({ nullable: true }) photoId: string | null = null;
  @DayCol({ nullable: true }) photoConsentOn: Temporal.PlainDate | null = null;
  @NullableTextCol() note: string | null = null;
  @UuidCol({ nullable: true }) mergedInto: string | null = null;
  @TextCol() searchText: string;

  /** Writes what is known of the person, and with it the keys by which the name is sorted and found. @throws DiesBeforeBirth */
  describe(facts: Partial<PersonFacts>): void {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) Object.assign(this, { [name]: value });
    if (this.birthDate && this.deathDate && Temporal.PlainDate.compare(this.deathDate, this.birthDate) < 0)
      throw new DiesBeforeBirth();
    this.sortName = this.sortAs ? sortName(this.sortAs, '') : sortName(this.familyName, this.givenName);
    this.searchText = searchText([
      this.familyName,
      this.givenName,
      this.patronymic,
      this.nativeName,
      ...this.otherNames.flatMap(({ family, given, patronymic }) => [family, given, patronymic]),
    ]);
  }

  /** Shows another photograph, or none. */
  portray(photoId: string | null): void {
    this.photoId = photoId;
  }

  /** The name in the order of its bearer: `Marenka Adela` where the family name comes first. */
  get fullName(): string {
    return orderedName({
      family: this.familyName,
      given: this.givenName,
      patronymic: this.patronymic,
      order: this.nameOrder,
    });
  }
}

export function orderedName(name: {
  family: string;
  given: string;
  patronymic?: string | null | undefined;
  order: NameOrder;
}): string {
  const { family, given, patronymic, order } = name;
  return (order === 'family-first' ? [family, given, patronymic] : [given, patronymic, family])
    .filter(Boolean)
    .join(' ');
}

/** What may be used on a day; all, in order, where no day is asked for. */
export function contactsOn(contacts: readonly Contact[], day: Temporal.PlainDate): Contact[] {
  const on = day.toString();
  return contacts.filter(({ from, until }) => (!from || from <= on) && (!until || on <= until));
}
