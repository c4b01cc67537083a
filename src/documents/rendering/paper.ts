import { compose, type ComposedPaper } from '../layout/compose.js';
import type { DocumentFormat } from '../document.entity.js';
import { cleanData } from './clean-data.js';
import type { DocumentLanguage, PaperFrame } from './document-data.js';
import { type Labels, labelsOf, layoutOf } from './labels.js';
import { paperToPdf } from './pdf.js';
import { inWord } from './typesetting.js';
import { fillTemplate } from './word-template.js';

export type { PaperFrame } from './document-data.js';

export interface PaperOptions {
  language: DocumentLanguage;
  /** Words of the institution instead of the shipped ones, by key of `labels.json`. */
  words?: Labels;
  /** Its own Word file, instead of the shipped layout; it was checked when it was taken. */
  wordFile?: Uint8Array | null;
}

/**
 * A paper from its template and data, in one of its forms. The same data gives the same bytes; both forms say the same.
 * @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable
 */
export async function renderPaper(
  template: string,
  data: PaperFrame,
  format: DocumentFormat,
  options: PaperOptions,
): Promise<Uint8Array> {
  const labels = { ...labelsOf(template, options.language), ...options.words };
  if (format === 'docx' && options.wordFile) return fillTemplate(options.wordFile, data, labels);
  const { paper, frame } = composed(template, data, labels);
  if (format === 'pdf') return paperToPdf(paper, frame, labels, options);
  return inWord({ kind: 'paper', paper, frame, labels, language: options.language });
}

function composed(template: string, data: PaperFrame, labels: Labels): { paper: ComposedPaper; frame: PaperFrame } {
  const layout = layoutOf(template);
  if (!layout) throw new Error(`The template ${template} has no layout.`);
  // Cleaned first: what a wording is filled with must hold on paper as it is.
  const frame = cleanData(data);
  return { paper: compose(layout, labels, frame), frame };
}
