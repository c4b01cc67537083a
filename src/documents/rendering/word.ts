import { cleanData } from './clean-data.js';
import { labelsOf } from './labels.js';
import type { RenderOptions } from './document-data.js';
import type { ReportData } from './report-data.js';
import { inWord } from './typesetting.js';

/**
 * The report as a Word file (.docx) with the words of its PDF, for those who work on it further.
 * The same data gives the same bytes. Rich text inside must have passed `checkRichText`.
 * @throws DocumentTooLong, DocumentTooSlow (after 15 s), DocumentUnrenderable
 */
export async function renderReportDocx(data: ReportData, { language }: RenderOptions): Promise<Uint8Array> {
  return inWord({ kind: 'report', report: cleanData(data), labels: labelsOf('report', language), language });
}
