import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { cleanData } from './clean-data.js';
import type { ApprovalStamp, DocumentLanguage, DocumentStatus } from './document-data.js';
import { documentTemplates, type Labels, labelsOf } from './labels.js';
import type { ReportData } from './report-data.js';
import { reportBody } from './report-word.js';
import { WordWriter } from './word-writer.js';

// The parts of the package, in the order in which they stand in the file.
const parts = {
  '[Content_Types].xml': 'content-types.xml',
  '_rels/.rels': 'package-relationships.xml',
  'docProps/core.xml': 'core.xml',
  'word/document.xml': 'document.xml',
  'word/_rels/document.xml.rels': 'document-relationships.xml',
  'word/styles.xml': 'styles.xml',
  'word/numbering.xml': 'numbering.xml',
  'word/settings.xml': 'settings.xml',
  'word/header.xml': 'header.xml',
  'word/first-header.xml': 'first-header.xml',
  'word/footer.xml': 'footer.xml',
} as const;

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
  const document = new Docxtemplater(assemble(report, language, writer), {
    paragraphLoop: true,
    linebreaks: true,
    parser: ownProperty,
    nullGetter: () => '',
  });
  document.render({ ...head(report, labels), language, body });
  return document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
}

function assemble(report: ReportData, language: DocumentLanguage, writer: WordWriter): PizZip {
  const date = new Date(Temporal.Instant.from(report.createdAt).epochMilliseconds);
  const fillings: Record<string, string> = {
    ACCENT: hex(report.letterhead.accent, '1F3A5F'),
    LINE: hex(report.letterhead.line, 'B3924A'),
    LANGUAGE: { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU', ar: 'ar-SA' }[language],
    DIRECTION: writer.rightToLeft ? '<w:bidi/>' : '',
    RUNDIR: writer.rightToLeft ? '<w:rtl/>' : '',
    LISTS: writer.numbering(),
  };
  const zip = new PizZip();
  for (const [name, file] of Object.entries(parts)) {
    const xml = readFileSync(join(documentTemplates(), 'report', 'word', file), 'utf8');
    // Spaced letters would tear apart those that join.
    const spaced = xml.replace(/TRACKING-(\d+)/g, writer.rightToLeft ? '0' : '$1');
    const filled = spaced.replace(
      /\b(?:ACCENT|LINE|LANGUAGE|DIRECTION|RUNDIR|LISTS)\b/g,
      (key) => fillings[key] ?? key,
    );
    zip.file(name, filled, { date, createFolders: false });
  }
  return zip;
}

// Colours go straight into the XML, so nothing but a colour may pass.
function hex(colour: string | undefined, otherwise: string): string {
  return colour && /^#[\da-f]{6}$/i.test(colour) ? colour.slice(1).toUpperCase() : otherwise;
}

function head(report: ReportData, labels: Labels): Record<string, unknown> {
  const [beforePage, betweenPages, afterPages] = (labels['page'] ?? '').split(/\{[xy]\}/);
  return {
    institution: report.letterhead.institution,
    unit: report.letterhead.unit,
    title: report.title,
    subtitle: report.subtitle,
    createdAt: report.createdAt,
    reportLine: [labels['report'], ...(report.number ? [labels['number'], report.number] : [])].join(' '),
    status: statusWords(report.status, labels),
    approval: report.approval ? [approvalLines(report.approval, labels)] : [],
    beforePage,
    betweenPages,
    afterPages,
  };
}

function statusWords(status: DocumentStatus, labels: Labels): string {
  if (status.kind === 'draft') return [labels['draft'], ...(status.savedOn ? [status.savedOn] : [])].join(' · ');
  return `${labels['edition']?.replace('{n}', String(status.number))} · ${status.releasedOn}`;
}

function approvalLines({ post, name, date, number }: ApprovalStamp, labels: Labels): Record<string, unknown> {
  return {
    approvedWord: labels['approved'],
    post,
    signedName: date ? name : `____________________ ${name}`,
    dateLine: (date ?? labels['datePlaceholder'] ?? '') + (number ? ` · ${labels['number']} ${number}` : ''),
  };
}

// docxtemplater’s own parser would read inherited properties; a template gets the given values and nothing else.
function ownProperty(tag: string) {
  return {
    get: (scope: Record<string, unknown>) => (Object.hasOwn(scope, tag) ? scope[tag] : undefined),
  };
}
