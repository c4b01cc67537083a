import { DomainError } from '../../platform/errors.js';
import { placesOf } from '../layout/wording.js';
import type { Labels } from '../rendering/labels.js';

/** The template of what stands on every paper. */
export const LETTERHEAD = 'letterhead';
export const LETTERHEAD_FIELDS = ['unit', 'line', 'emblem'] as const;

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

/** Unit, colour of the fine lines and emblem. An emblem is a drawing that reaches for nothing outside. @throws WrongEmblem, WrongColour */
export function ownLetterhead(typed: Labels): Labels {
  const [unit, line, emblem] = LETTERHEAD_FIELDS.map((field) => typed[field]?.trim() ?? '');
  if (line && !/^#[\da-f]{6}$/i.test(line)) throw new WrongColour();
  if (emblem && !isPlainDrawing(emblem)) throw new WrongEmblem();
  return Object.fromEntries(Object.entries({ unit, line, emblem }).filter(([, value]) => value)) as Labels;
}

function isPlainDrawing(svg: string): boolean {
  const reaches =
    /<script|<foreignObject|<!ENTITY|<\?xml-stylesheet|\son\w+\s*=|(?:href|src)\s*=\s*["'](?!#|data:image\/(?:png|jpeg);)|url\(\s*["']?(?!#)|@import/i;
  return /^(?:<\?xml[^>]*>\s*)?<svg[\s>]/.test(svg) && svg.endsWith('</svg>') && !reaches.test(svg);
}
