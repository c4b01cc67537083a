import { compose, type ComposedPaper, composeMarked } from '../layout/compose.js';
import { type Side, sideBySide } from '../layout/side-by-side.js';
import type { DocumentFormat } from '../document.entity.js';
import { cleanData } from './clean-data.js';
import type { DocumentLanguage, PaperFrame } from './document-data.js';
import { type Labels, labelsOf, layoutOf } from './labels.js';
import { paperToPdf, paperToPicture } from './pdf.js';
import { inWord } from './typesetting.js';
import { fillTemplate } from './word-template.js';

export type { PaperFrame } from './document-data.js';

export interface PaperOptions {
  language: DocumentLanguage;
  /** Words of the institution instead of the shipped ones, by key of `labels.json`. */
  words?: Labels;
  /** Its own Word file, instead of the shipped layout; it was checked when it was taken. */
  wordFile?: Uint8Array | null;
  /** The same paper in a second language, to stand beside it. */
  beside?: { data: PaperFrame; language: DocumentLanguage; words?: Labels };
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
  const { language, beside, wordFile } = options;
  if (format === 'docx' && wordFile)
    return fillTemplate(template, wordFile, data, { ...labelsOf(template, language), ...options.words });
  const first = composed(template, data, options, beside ? composeMarked : compose);
  const { frame, labels } = first;
  const paper = beside
    ? sideBySide(
        sideOf(first, language),
        sideOf(composed(template, beside.data, beside, composeMarked), beside.language),
      )
    : first.paper;
  if (format === 'pdf') return paperToPdf(paper, frame, labels, { language });
  return inWord({ kind: 'paper', paper, frame, labels, language });
}

/** What the first page of a paper looks like, as SVG. @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable */
export function picturePaper(template: string, data: PaperFrame, options: PaperOptions): Promise<string> {
  const { paper, frame, labels } = composed(template, data, options, compose);
  return paperToPicture(paper, frame, labels, options);
}

interface Composed {
  paper: ComposedPaper;
  frame: PaperFrame;
  labels: Labels;
}

function composed(
  template: string,
  data: PaperFrame,
  { language, words }: Pick<PaperOptions, 'language' | 'words'>,
  composing: typeof compose,
): Composed {
  const layout = layoutOf(template);
  if (!layout) throw new Error(`The template ${template} has no layout.`);
  const labels = { ...labelsOf(template, language), ...words };
  // Cleaned first: what a wording is filled with must hold on paper as it is.
  const frame = cleanData(data);
  return { paper: composing(layout, labels, frame), frame, labels };
}

const sideOf = ({ paper, frame, labels }: Composed, language: DocumentLanguage): Side => ({
  language,
  paper,
  labels,
  letterhead: frame.letterhead,
});
