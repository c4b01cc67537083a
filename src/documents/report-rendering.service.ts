import { Injectable } from '@nestjs/common';
import type { DocumentFormat } from './document.entity.js';
import { letterheadOf } from './document-frame.js';
import type { DocumentLanguage, Letterhead } from './rendering/document-data.js';
import { renderPdf } from './rendering/pdf.js';
import type { ReportData } from './rendering/report-data.js';
import { renderReportDocx } from './rendering/word.js';

export { type DocumentLanguage, documentLanguages } from './rendering/document-data.js';
export type {
  CostsTable,
  Proposal,
  ReportData,
  ReportedDay,
  ReportedGift,
  ReportedMeeting,
} from './rendering/report-data.js';
export {
  checkRichText,
  fromPlainText,
  isBlank,
  picturesIn,
  type PrintedPicture,
  type RichText,
  toPlainText,
  withPictures,
} from './rendering/rich-text.js';

/** What capabilities above need to print a report: its data in, PDF or Word out. */
@Injectable()
export class ReportRendering {
  letterhead(language: DocumentLanguage): Letterhead {
    return letterheadOf(language);
  }

  /** The same data gives the same bytes. Rich text must have passed `checkRichText`. @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable */
  render(data: ReportData, language: DocumentLanguage, format: DocumentFormat): Promise<Uint8Array> {
    return format === 'pdf' ? renderPdf('report', data, { language }) : renderReportDocx(data, { language });
  }
}
