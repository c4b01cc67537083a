import { cleanData } from './clean-data.js';
import type { ApprovalStamp, DocumentLanguage } from './document-data.js';
import { type Labels, labelsOf } from './labels.js';
import type { ReportData } from './report-data.js';
import { reportBody } from './report-word.js';
import { packWord } from './word-package.js';
import { WordWriter } from './word-writer.js';

/**
 * The report as a Word file (.docx) with the words of its PDF, for those who work on it further.
 * The same data gives the same bytes. Rich text inside must have passed `checkRichText`.
 * @throws DocumentTooLong
 */
export async function renderReportDocx(
  data: ReportData,
  { language }: { language: DocumentLanguage },
): Promise<Uint8Array> {
  const report = cleanData(data);
  const labels = labelsOf('report', language);
  const writer = new WordWriter(language === 'ar');
  const body = reportBody(report, labels, writer);
  return packWord({
    frame: report,
    labels,
    language,
    writer,
    documentXml: 'report/word',
    fields: { ...head(report, labels), body },
  });
}

function head(report: ReportData, labels: Labels): Record<string, unknown> {
  return {
    unit: report.letterhead.unit,
    subtitle: report.subtitle,
    reportLine: [labels['report'], ...(report.number ? [labels['number'], report.number] : [])].join(' '),
    approval: report.approval ? [approvalLines(report.approval, labels)] : [],
  };
}

function approvalLines({ post, name, date, number }: ApprovalStamp, labels: Labels): Record<string, unknown> {
  return {
    approvedWord: labels['approved'],
    post,
    signedName: date ? name : `____________________ ${name}`,
    dateLine: (date ?? labels['datePlaceholder'] ?? '') + (number ? ` · ${labels['number']} ${number}` : ''),
  };
}
