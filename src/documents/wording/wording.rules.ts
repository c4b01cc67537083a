import { DomainError } from '../../platform/errors.js';
import { placesOf } from '../layout/wording.js';
import type { Labels } from '../rendering/labels.js';
import { TYPEFACES } from '../rendering/typefaces.js';

/** The template of what stands on every paper. */
export const LETTERHEAD = 'letterhead';
export const LETTERHEAD_FIELDS = ['unit', 'line', 'textFont', 'labelFont', 'arabicFont', 'emblem'] as const;
/** What the lines are drawn in when nothing else is said. */
export const SHIPPED_LINE = '#b3924a';

/** A place in braces that the template does not know; `field` says in which of the words. */
export class UnknownPlace extends DomainError {
  constructor(field: string, place: string) {
    super('documents.error.unknown_place', { place: `{${place}}` }, { field });
  }
}

export class WrongEmblem extends DomainError {
  constructor() {
    super('documents.error.emblem', {}, { field: 'emblem' });
  }
}

export class WrongColour extends DomainError {
  constructor() {
    super('documents.error.colour', {}, { field: 'line' });
  }
}

/** A typeface that does not come with Entente. */
export class WrongTypeface extends DomainError {
  constructor(field: string) {
    super('documents.error.typeface', {}, { field });
  }
}

/**
 * The institution's words that differ from the shipped ones. A wording may name every place that any shipped wording of
 * the template names, and no other. @throws UnknownPlace
 */
export function ownWords(typed: Labels, shipped: Labels): Labels {
  const known = new Set(Object.values(shipped).flatMap(placesOf));
  const own: Labels = {};
  for (const [key, wording] of Object.entries(shipped)) {
    const text = typed[key]?.trim();
    if (!text || text === wording) continue;
    const unknown = placesOf(text).find((place) => !known.has(place));
    if (unknown !== undefined) throw new UnknownPlace(key, unknown);
    own[key] = text;
  }
  return own;
}

/**
 * Unit, colour of the fine lines, typefaces and emblem, without what is shipped anyway. An emblem is a drawing that
 * reaches for nothing outside. @throws WrongEmblem, WrongColour, WrongTypeface
 */
export function ownLetterhead(typed: Labels): Labels {
  const own = Object.fromEntries(LETTERHEAD_FIELDS.map((field) => [field, typed[field]?.trim() ?? '']));
  const { line, emblem } = own;
  if (line && !/^#[\da-f]{6}$/i.test(line)) throw new WrongColour();
  if (line?.toLowerCase() === SHIPPED_LINE) own['line'] = '';
  for (const [use, faces] of Object.entries(TYPEFACES)) {
    const known: readonly string[] = faces;
    if (own[use] && !known.includes(own[use])) throw new WrongTypeface(use);
    if (own[use] === faces[0]) own[use] = '';
  }
  if (emblem && !isPlainDrawing(emblem)) throw new WrongEmblem();
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value));
}

function isPlainDrawing(svg: string): boolean {
  const reaches =
    /<script|<foreignObject|<!ENTITY|<\?xml-stylesheet|\son\w+\s*=|(?:href|src)\s*=\s*["'](?!#|data:image\/(?:png|jpeg);)|url\(\s*["']?(?!#)|@import/i;
  return /^(?:<\?xml[^>]*>\s*)?<svg[\s>]/.test(svg) && svg.endsWith('</svg>') && !reaches.test(svg);
}
