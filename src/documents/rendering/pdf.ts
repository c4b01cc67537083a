import type { ComposedPaper } from '../layout/compose.js';
import { cleanData } from './clean-data.js';
import type { DocumentLanguage, PaperFrame, RenderOptions } from './document-data.js';
import { type Labels, labelsOf } from './labels.js';
import type { ReportData } from './report-data.js';
import { typesetter } from './typesetting.js';

/**
 * A document with a `main.typ` of its own, such as the report, as PDF/A-2a (tagged, archivable). The same data gives the same bytes.
 * Rich text inside must have passed `checkRichText`.
 * @throws DocumentTooLong, DocumentTooSlow (after 15 s), DocumentUnrenderable
 */
export function renderPdf(template: 'report', data: ReportData, { language }: RenderOptions): Promise<Uint8Array> {
  return typeset(`${template}/main.typ`, data, labelsOf(template, language), language);
}

/** A composed paper as PDF/A-2a; the same words as `paperToWord`. @throws as renderPdf */
export function paperToPdf(
  { page, blocks }: ComposedPaper,
  { letterhead, createdAt, title, status }: PaperFrame,
  labels: Labels,
  { language }: RenderOptions,
): Promise<Uint8Array> {
  return typeset('_lib/paper.typ', { letterhead, createdAt, title, status, page, blocks }, labels, language);
}

/** The first page of a composed paper as SVG: what it will look like, of no use as a document. @throws as renderPdf */
export async function paperToPicture(
  { page, blocks }: ComposedPaper,
  { letterhead, createdAt, title, status }: PaperFrame,
  labels: Labels,
  { language }: RenderOptions,
): Promise<string> {
  const data = { letterhead, createdAt, title, status, page, blocks };
  const picture = await typeset('_lib/paper.typ', data, labels, language, 'svg');
  return Buffer.from(picture).toString('utf8');
}

async function typeset<Data extends { createdAt: string }>(
  mainFile: string,
  data: Data,
  labels: Labels,
  language: DocumentLanguage,
  form: 'pdf' | 'svg' = 'pdf',
): Promise<Uint8Array> {
  return typesetter().typeset({
    mainFile,
    input: JSON.stringify({ language, labels, data: cleanData(data) }),
    form,
    createdAt: Math.floor(Temporal.Instant.from(data.createdAt).epochMilliseconds / 1000),
  });
}
