import { Controller, Get, Param, Query } from '@nestjs/common';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { PAPER_GROUPS } from '../activities/papers.registry.js';
import { NotFound } from '../platform/errors.js';
import { together } from '../platform/database/together.js';
import { Download } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { page } from '../platform/web/page.js';
import type { DocumentFormat } from './document.entity.js';
import { DocumentsPage, type PaperRow } from './documents.pages.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';

/** What an activity can produce, and its files. */
@Controller(':institution/activities/:activityId/documents')
@Can('activities.see')
export class DocumentsController {
  constructor(
    private readonly documents: DocumentsService,
    private readonly queries: DocumentsQueries,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  async list(@Param('activityId') activityId: string): Promise<string> {
    const [header, papers] = await together(this.frame.of(activityId, 'documents'), this.papers(activityId));
    const groups = PAPER_GROUPS.map((group) => ({
      group,
      papers: papers.filter((one) => (one.source.group ?? 'dossier') === group),
    }));
    return page(<DocumentsPage activityId={activityId} groups={groups.filter((one) => one.papers.length > 0)} />, {
      title: t('documents.title'),

      activity: header,
    });
  }

  private async papers(activityId: string): Promise<PaperRow[]> {
    const [sources, states] = await together(this.documents.sourcesOf(activityId), this.queries.states(activityId));
    const missing = await together<(string | null | undefined)[]>(
      ...sources.map(async (source) => source.missing?.(activityId)),
    );
    return sources.map((source, n) => ({
      source,
      missing: missing[n] ? t(missing[n]) : null,
      states: states.filter((one) => one.kind === source.kind),
    }));
  }

  /** `programme-en.pdf`, `programme-fr_ru.docx`: as it would be now; with `?version=3`, as it was kept. */
  @Get(':file')
  async file(
    @Param('activityId') activityId: string,
    @Param('file') file: string,
    @Query('version') version?: string,
    @Query('inline') inline?: string,
    @Query('subject') subject = '',
  ) {
    const parts = /^([a-z-]+)-([a-z]{2}(?:_[a-z]{2})?)\.(pdf|docx)$/.exec(file);
    if (!parts) throw new NotFound();
    const [, kind, language, format] = parts as unknown as [string, string, string, DocumentFormat];
    const made =
      version === undefined
        ? await this.documents.preview(activityId, kind, language, format, subject)
        : await this.documents.stored(activityId, kind, language, format, Number(version) || -1, subject);
    return new Download(made.bytes, made.mediaType, made.fileName, inline !== undefined && format === 'pdf');
  }
}
