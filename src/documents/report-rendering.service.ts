import { Injectable } from '@nestjs/common';
import { Db } from '../platform/database/db.service.js';
import type { DocumentFormat } from './document.entity.js';
import { letterheadOf } from './document-frame.js';
import type { DocumentLanguage, Letterhead } from './rendering/document-data.js';
import { renderPdf } from './rendering/pdf.js';
import type { ReportData } from './rendering/report-data.js';
import { renderReportDocx } from './rendering/word.js';
import { WordingService } from './wording/wording.service.js';

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
  constructor(
    private readonly db: Db,
    private readonly wording: WordingService,
  ) {}

  letterhead(language: DocumentLanguage): Letterhead {
    return letterheadOf(language);
  }

  /** The same data gives the same bytes. Rich text must have passed `checkRichText`. @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable */
  async render(data: ReportData, language: DocumentLanguage, format: DocumentFormat): Promise<Uint8Array> {
    const own = await this.db.read(() => this.wording.of('report', language));
    const report = { ...data, letterhead: { ...data.letterhead, ...own.letterhead } };
    return format === 'pdf' ? renderPdf('report', report, { language }) : renderReportDocx(report, { language });
  }
}
