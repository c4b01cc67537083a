import { cleanData } from './clean-data.js';
import type { DocumentLanguage } from './document-data.js';
import { documentTemplates, labelsOf } from './labels.js';
import type { GuestProgrammeData, ProgrammeData } from './programme-data.js';
import type { ReportData } from './report-data.js';
import { TypstPool } from './typst-pool.js';

/** The documents there are, and what each is made from. */
export interface DocumentTemplates {
  programme: ProgrammeData;
  'programme-guest': GuestProgrammeData;
  report: ReportData;
}

export interface RenderOptions {
  language: DocumentLanguage;
}

let pool: TypstPool | undefined;

/**
 * The document as PDF/A-2a (tagged, archivable). The same data gives the same bytes.
 * Rich text inside must have passed `checkRichText`.
 * @throws DocumentTooLong, DocumentTooSlow (after 15 s), DocumentUnrenderable
 */
export function renderPdf<Template extends keyof DocumentTemplates>(
  template: Template,
  data: DocumentTemplates[Template],
  options: RenderOptions,
): Promise<Uint8Array> {
  return typesetFolder(template, data, options);
}

/** The same for a template that is known by the name of its folder alone. */
export async function typesetFolder(
  template: string,
  data: { createdAt: string },
  { language }: RenderOptions,
): Promise<Uint8Array> {
  pool ??= new TypstPool({ templates: documentTemplates() });
  return pool.typeset({
    mainFile: `${template}/main.typ`,
    input: JSON.stringify({ language, labels: labelsOf(template, language), data: cleanData(data) }),
    createdAt: Math.floor(Temporal.Instant.from(data.createdAt).epochMilliseconds / 1000),
  });
}

/** Ends the typesetting processes; for the shutdown of the program. */
export function closeTypesetting(): void {
  pool?.close();
  pool = undefined;
}
