import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { WrongCell } from '../../platform/imports/cells.js';
import type { FormerName } from '../organisation.entity.js';
import { WebAddress } from '../organisations.forms.js';
import { type Identifier, LANGUAGE_LEVELS, type LanguageLevel, type OtherName } from '../person.entity.js';
import { language } from './directory-cells.js';

const parts = (cell: string, between: RegExp) =>
  cell
    .split(between)
    .map((one) => one.trim())
    .filter(Boolean);

const NATIVE = /^(native|mother tongue|langue maternelle|maternelle|родной)$/i;
const WITH_LEVEL = /^(.+?)[\s:(]+(A1|A2|B1|B2|C1|C2|native|mother tongue|langue maternelle|maternelle|родной)\)?$/i;

export interface Spoken {
  tag: string;
  level?: LanguageLevel | undefined;
}

/** `be native, French C1, en`: languages by tag or name, each with its level where one is given. */
export function spokenLanguages(cell: string): Spoken[] {
  const found = new Map<string, Spoken>();
  for (const part of parts(cell, /[,;/\n]+/)) {
    const [, name = part, said] = WITH_LEVEL.exec(part) ?? [];
    const level = said && (NATIVE.test(said) ? 'native' : LANGUAGE_LEVELS.find((one) => one === said.toUpperCase()));
    const tag = language(name);
    if (!found.has(tag)) found.set(tag, { tag, level: level || undefined });
  }
  return [...found.values()];
}

/** `Wikidata: Q42; Chamber: 17`. */
export function identifiers(cell: string): Identifier[] {
  return parts(cell, /[;\n]+/).map((part) => {
    const [, scheme, value] = /^([^:]{1,120}):\s*(.{1,200})$/.exec(part) ?? [];
    if (!scheme || !value) throw new WrongCell('directory.import.identifier');
    return { scheme: scheme.trim(), value };
  });
}

/** `ru: Маренко, Адела; ka: მარენკო, ადელა`: the name in other scripts, each under its language. */
export function namesInScripts(cell: string): OtherName[] {
  return parts(cell, /[;\n]+/).map((part) => {
    const [, tag, family, given = ''] = /^([^:]+):\s*([^,]{1,120})(?:,\s*(.{1,120}))?$/.exec(part) ?? [];
    if (!tag || !family) throw new WrongCell('directory.import.script_name');
    return { kind: 'script', language: language(tag.trim()), family: family.trim(), given, order: 'given-first' };
  });
}

/** With `https://` in front, where the cell leaves it out. */
export function webAddress(cell: string): string {
  const address = /^[a-z]+:/i.test(cell) ? cell : `https://${cell}`;
  if (!WebAddress.safeParse(address).success || !address.includes('.'))
    throw new WrongCell('directory.import.web_address');
  return address;
}

const isDay = (text: string | undefined) => text === undefined || z.iso.date().safeParse(text).success;

/** `Supreme Council (1990-07-27 – 1996-11-26)`: former names, with their days where they are known. */
export function formerNames(cell: string): FormerName[] {
  return parts(cell, /[;\n]+/).map((part) => {
    const [, name = part, from, until] = /^(.+?)\s*\(([\d-]{10})?\s*[–—]\s*([\d-]{10})?\)$/.exec(part) ?? [];
    if (!isDay(from) || !isDay(until) || (from && until && until < from))
      throw new WrongCell('directory.import.former_name');
    return { name: { [Current.institution.locales[0] ?? 'en']: name }, from, until };
  });
}
