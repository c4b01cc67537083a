import { Injectable } from '@nestjs/common';
import type { Paper, PaperData, PaperLanguage } from '../activities/papers.registry.js';
import { inLanguage } from '../platform/i18n/translate.js';
import { Db } from '../platform/database/db.service.js';
import { letterheadOf } from './document-frame.js';
import type { DocumentFormat } from './document.entity.js';
import type { DocumentSource } from './document-sources.registry.js';
import type { DocumentFrame } from './rendering/document-data.js';
import { type PaperFrame, renderPaper } from './rendering/paper.js';
import { renderPdf } from './rendering/pdf.js';

export type { PaperFrame } from './rendering/paper.js';

/** Prints what capabilities register, and what capabilities above documents hand in themselves. */
@Injectable()
export class PaperRendering {
  constructor(private readonly db: Db) {}

  /** Letterhead, state and day of a paper that is made today and was not approved. Wants the institution at hand. */
  frame(language: PaperLanguage): Omit<PaperFrame, 'title'> {
    // The day, not the second: the same plan gives the same bytes all day long.
    const today = Temporal.Now.zonedDateTimeISO('UTC').startOfDay().toInstant().toString();
    return { letterhead: letterheadOf(language), createdAt: today, status: { kind: 'draft' } };
  }

  /** Data in the shape of the template’s `sample.json`. @throws DocumentTooLong, DocumentTooSlow, DocumentUnrenderable */
  render(
    template: string,
    data: PaperData & PaperFrame,
    language: PaperLanguage,
    format: DocumentFormat,
  ): Promise<Uint8Array> {
    return renderPaper(template, data, format, { language });
  }

  /** A paper that is drawn, not composed of paragraphs: its folder has a `main.typ` of its own. PDF alone. @throws as render */
  draw(template: string, data: DocumentFrame, language: PaperLanguage): Promise<Uint8Array> {
    return renderPdf(template, data, { language });
  }

  /** A registered kind of paper as a source of documents. */
  sourceOf(paper: Paper): DocumentSource {
    return {
      kind: paper.kind,
      label: paper.label,
      order: paper.order,
      formats: ['pdf', 'docx'],
      fileName: paper.kind,
      ...(paper.permission ? { permission: paper.permission } : {}),
      ...(paper.missing ? { missing: paper.missing } : {}),
      render: async (activityId, language, format) => {
        const data = await this.db.read(async () => {
          const said = await inLanguage(language, () => paper.data(activityId, language, null));
          return { ...this.frame(language), ...said };
        });
        return this.render(paper.template ?? paper.kind, data, language, format);
      },
    };
  }
}
