import { z } from 'zod';
import type { MessageParams } from '../errors.js';
import { plainWords } from '../i18n/search-text.js';

/** A cell that cannot be read, by the message that says why. */
export class WrongCell extends Error {
  constructor(
    readonly key: string,
    readonly params: MessageParams = {},
  ) {
    super(key);
  }
}

export const text =
  (most: number) =>
  (cell: string): string => {
    if (cell.length > most) throw new WrongCell('platform.imports.cell.long', { most });
    return cell;
  };

const EMAIL = z.email();

export function email(cell: string): string {
  const address = cell.replace(/^mailto:/i, '');
  if (address.length > 254 || !EMAIL.safeParse(address).success) throw new WrongCell('platform.imports.cell.email');
  return address;
}

export function wholeNumber(cell: string): number {
  if (!/^-?\d{1,9}([.,]0+)?$/.test(cell)) throw new WrongCell('platform.imports.cell.number');
  return Number.parseInt(cell, 10);
}

export function uuid(cell: string): string {
  if (!z.uuid().safeParse(cell).success) throw new WrongCell('platform.imports.cell.id');
  return cell.toLowerCase();
}

const DAY_FORMS = [
  /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ].*)?$/,
  /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)(?:T\d{6}Z?)?$/,
  /^(?<y>\d{4})[/.](?<m>\d{1,2})[/.](?<d>\d{1,2})$/,
  // The day stands first, as it does everywhere but in one country; a month of 13 or more is refused, not guessed at.
  /^(?<d>\d{1,2})[./-](?<m>\d{1,2})[./-](?<y>\d{4})$/,
];

/** A day as sheets have it: 2024-03-01, 20240301, 1.3.2024, 01/03/2024 (day first). */
export function day(cell: string): Temporal.PlainDate {
  for (const form of DAY_FORMS) {
    const { y, m, d } = form.exec(cell)?.groups ?? {};
    if (y === undefined) continue;
    try {
      return Temporal.PlainDate.from({ year: Number(y), month: Number(m), day: Number(d) }, { overflow: 'reject' });
    } catch {
      break;
    }
  }
  throw new WrongCell('platform.imports.cell.day');
}

/** One of several words for each value, in whatever language: `choice({ female: ['f', 'женский'] })`. */
export function choice<T extends string>(words: Record<T, readonly string[]>): (cell: string) => T {
  const known = new Map<string, T>();
  for (const [value, names] of Object.entries(words) as [T, readonly string[]][])
    for (const name of [value, ...names]) known.set(alike(name), value);
  return (cell) => {
    const found = known.get(alike(cell));
    if (found === undefined)
      throw new WrongCell('platform.imports.cell.choice', { choices: Object.keys(words).join(', ') });
    return found;
  };
}

/** Without case, accents and punctuation: `Family-name`, `family name` and `FAMILY NAME:` are alike. */
export function alike(words: string): string {
  return plainWords(words).join(' ');
}
