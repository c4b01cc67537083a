import { hasLetterText, letterText, OWN_TEXT } from '../layout/letter.js';
import { isRichText, placesOfPaper, type Places, speakable } from '../layout/places.js';
import { worded } from '../layout/wording.js';
import { cleanData } from './clean-data.js';
import { type DocumentLanguage, documentLanguages, type PaperFrame } from './document-data.js';
import { type Labels, labelsOf, layoutOf, sampleOf } from './labels.js';
import { type RichText, toPlainText } from './rich-text.js';
import { inWord } from './typesetting.js';
import type { TemplateFault } from './word-template-tags.js';
import { statusWords } from './word-status.js';

export type { TemplateFault } from './word-template-tags.js';

/** Everything that a Word template of this paper may name in braces; `words` are its sentences, filled, `letter` its text. */
export function placesOfTemplate(template: string): Places {
  const layout = layoutOf(template);
  if (!layout) throw new Error(`The template ${template} has no layout.`);
  const labels = labelsOf(template, 'en');
  const samples = documentLanguages.map((language) => sampleOf<object>(template, language));
  const words = Object.fromEntries(Object.keys(labels).map((key) => [key, { is: 'text' as const }]));
  const { [OWN_TEXT]: _own, ...places } = placesOfPaper(layout, labels, samples);
  const letter: Places = hasLetterText(layout) ? { letter: { is: 'text' } } : {};
  return { ...places, ...letter, words: { is: 'group', of: words } };
}

/** What a paper says, by the places of its template. */
export function fieldsOf(template: string, data: PaperFrame, labels: Labels): Record<string, unknown> {
  const clean: PaperFrame & { [OWN_TEXT]?: RichText } = cleanData(data);
  const layout = layoutOf(template);
  const own = clean[OWN_TEXT];
  const plain = (value: unknown) => (isRichText(value) ? toPlainText(value as RichText) : '');
  return {
    ...(speakable(clean, plain) as object),
    ...(layout && hasLetterText(layout) ? { letter: own ? toPlainText(own) : letterText(layout, labels, clean) } : {}),
    status: statusWords(clean.status, labels),
    words: Object.fromEntries(Object.entries(labels).map(([key, wording]) => [key, worded(wording, { value: clean })])),
  };
}

/** What is wrong with a Word file as template of a paper; nothing where it may be taken. @throws DocumentTooSlow, DocumentUnrenderable */
export function checkTemplate(
  template: string,
  language: DocumentLanguage,
  bytes: Uint8Array,
): Promise<TemplateFault[]> {
  const sample = fieldsOf(template, sampleOf<PaperFrame>(template, language), labelsOf(template, language));
  return inWord({ kind: 'check', template: bytes, places: placesOfTemplate(template), sample });
}

/** A paper in the institution's own Word file. @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable */
export function fillTemplate(
  template: string,
  bytes: Uint8Array,
  data: PaperFrame,
  labels: Labels,
): Promise<Uint8Array> {
  return inWord({ kind: 'fill', template: bytes, fields: fieldsOf(template, data, labels), createdAt: data.createdAt });
}
