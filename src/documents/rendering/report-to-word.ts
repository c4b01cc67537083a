import type { ApprovalStamp, RenderOptions } from './document-data.js';
import type { Labels } from './labels.js';
import type { ReportData } from './report-data.js';
import { reportBody } from './report-word.js';
import { packWord } from './word-package.js';
import { WordWriter } from './word-writer.js';

/** A report as a Word file. The same in gives the same bytes. */
export function reportToWord(report: ReportData, labels: Labels, { language }: RenderOptions): Uint8Array {
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
