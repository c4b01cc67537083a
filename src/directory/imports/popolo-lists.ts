import { z } from 'zod';
import type { LocalizedText } from '../../platform/current.js';
import type { FormerName } from '../organisation.entity.js';
import { WebAddress } from '../organisations.forms.js';
import { ContactFields, IdentifierFields, OtherNameFields } from '../people.forms.js';
import type { Contact, Identifier, OtherName } from '../person.entity.js';

/*
 * The lists that Popolo gives a person and an organisation, and ours. An entry that is none of ours is passed over here:
 * it is kept beside the row with the rest of what the file says.
 */

export type PopoloRecord = Record<string, unknown>;

const POPOLO_TYPES: Record<Contact['kind'], string> = {
  email: 'email',
  phone: 'voice',
  mobile: 'cell',
  fax: 'fax',
  messenger: 'messenger',
  website: 'url',
  address: 'address',
};
const KINDS = new Map(Object.entries(POPOLO_TYPES).map(([kind, type]) => [type, kind]));
/** Tells a further number or address from the one that is the owner's own. */
const FURTHER = 'further';

// The one without more said of it is the one to use.
const isPlain = ({ note, label, valid_from, valid_until }: PopoloRecord) =>
  note !== FURTHER && !label && !valid_from && !valid_until;
const isOwnNumber = (one: PopoloRecord) => (one['type'] === 'voice' || one['type'] === 'cell') && isPlain(one);
export const isOwnAddress = (one: PopoloRecord) => one['type'] === 'address' && isPlain(one);

export const ownNumber = (entries: readonly PopoloRecord[]): string | null => {
  const value = entries.find(isOwnNumber)?.['value'];
  return typeof value === 'string' && value.length <= 60 ? value : null;
};

export function contactsOf(entries: readonly PopoloRecord[], except: (one: PopoloRecord) => boolean): Contact[] {
  return entries.flatMap((one): Contact[] => {
    const { type, value, label, note, valid_from: from, valid_until: until } = one;
    const said = label ?? (note === FURTHER ? undefined : note);
    return except(one) ? [] : read(ContactFields, { kind: KINDS.get(String(type)), value, label: said, from, until });
  });
}

/** What is read as a field of its own: the first number. */
export function firstNumber(entries: readonly PopoloRecord[]): (one: PopoloRecord) => boolean {
  const first = entries.find(isOwnNumber);
  return (one) => one === first;
}

export const contactDetails = (contacts: readonly Contact[]): PopoloRecord[] =>
  contacts.map(({ kind, value, label, from, until }) => {
    const entry = said({ type: POPOLO_TYPES[kind], label, value, valid_from: from, valid_until: until });
    return isOwnNumber(entry) || isOwnAddress(entry) ? { ...entry, note: FURTHER } : entry;
  });

export const identifiersOf = (entries: readonly PopoloRecord[]): Identifier[] =>
  entries.flatMap(({ scheme, identifier }) => read(IdentifierFields, { scheme, value: identifier }));

export const identifierRecords = (identifiers: readonly Identifier[]): PopoloRecord[] =>
  identifiers.map(({ scheme, value }) => ({ scheme, identifier: value }));

export const otherNamesOf = (entries: readonly PopoloRecord[]): OtherName[] =>
  entries.flatMap((one) =>
    one['note'] === undefined || one['family_name'] === undefined
      ? []
      : read(OtherNameFields, {
          kind: one['note'],
          language: one['lang'],
          family: one['family_name'],
          given: one['given_name'],
          patronymic: one['patronymic_name'],
          order: one['name_order'],
          from: one['start_date'],
          until: one['end_date'],
        }),
  );

export const otherNameRecords = (names: readonly OtherName[]): PopoloRecord[] =>
  names.map(({ kind, language, family, given, patronymic, order, from, until }) =>
    said({
      name: [given, family].filter(Boolean).join(' '),
      family_name: family,
      given_name: given,
      patronymic_name: patronymic,
      start_date: from,
      end_date: until,
      note: kind,
      lang: language,
      name_order: order === 'given-first' ? undefined : order,
    }),
  );

/** Former names stand once in each language: those of the same days are one. */
export function formerNamesOf(entries: readonly PopoloRecord[]): FormerName[] {
  const bySpan = new Map<string, FormerName>();
  for (const { note, lang, name, start_date: from, end_date: until } of entries) {
    const one = read(Former, { note, lang, name, from, until })[0];
    if (!one) continue;
    const key = `${one.from} ${one.until}`;
    const span = said({ from: one.from, until: one.until }) as Omit<FormerName, 'name'>;
    const known: LocalizedText = bySpan.get(key)?.name ?? {};
    // Two names of the same days in one language are two names.
    const place = known[one.lang] === undefined ? key : `${key} ${bySpan.size}`;
    bySpan.set(place, { name: { ...bySpan.get(place)?.name, [one.lang]: one.name }, ...span });
  }
  return [...bySpan.values()];
}

export const formerNameRecords = (names: readonly FormerName[]): PopoloRecord[] =>
  names.flatMap(({ name, from, until }) =>
    Object.entries(name).map(([lang, text]) =>
      said({ lang, name: text, start_date: from, end_date: until, note: 'former' }),
    ),
  );

export const websiteOf = (links: readonly PopoloRecord[]): string | null => {
  const link = links.find(({ note }) => note === 'website');
  return link ? (WebAddress.safeParse(link['url']).data ?? null) : null;
};

const dates = { from: z.iso.date().optional(), until: z.iso.date().optional() };
const Former = z.object({ note: z.literal('former'), lang: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), name: z.string().min(1).max(300), ...dates }); // prettier-ignore

function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S>[] {
  const found = schema.safeParse(value);
  return found.success ? [found.data] : [];
}

const said = (record: PopoloRecord): PopoloRecord =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ''));
