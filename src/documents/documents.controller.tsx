import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { Download, seeOther, unprocessable } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { page } from '../platform/web/page.js';
import { flash } from '../platform/web/visit.js';
import type { DocumentFormat } from './document.entity.js';
import { DocumentsPage, type PaperRow } from './documents.pages.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';
import { DocumentSources } from './document-sources.registry.js';
import { documentLanguages } from './rendering/document-data.js';

const Made = z.object({
  kind: z.string().max(60),
  language: z.enum(documentLanguages),
  reason: z.string().max(500).optional(),
});

/** What an activity can produce, each with its preview and its versions. */
@Controller(':institution/activities/:activityId/documents')
@Can('activities.see')
export class DocumentsController {
  constructor(
    private readonly db: Db,
    private readonly documents: DocumentsService,
    private readonly queries: DocumentsQueries,
    private readonly sources: DocumentSources,
    private readonly frame: ActivityFrame,
  ) {}

  @Get()
  list(@Param('activityId') activityId: string): Promise<string> {
    return this.draw(activityId);
  }

  @Post()
  async make(@Param('activityId') activityId: string, @Body() body: unknown) {
    const input = Made.safeParse(body);
    if (!input.success) throw new NotFound();
    const { kind, language, reason } = input.data;
    try {
      const { number, isNew } = await this.documents.make(activityId, kind, language, reason ?? null);
      flash(isNew ? 'documents.made' : 'documents.unchanged', { number });
      return seeOther(`/${Current.institution.slug}/activities/${activityId}/documents`);
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotFound) throw error;
      return unprocessable(await this.db.read(() => this.draw(activityId, t(error.key, error.params))), error.status);
    }
  }

  /** `programme-en.pdf`: as it would be now; with `?version=3`, as it was kept. */
  @Get(':file')
  async file(
    @Param('activityId') activityId: string,
    @Param('file') file: string,
    @Query('version') version?: string,
    @Query('inline') inline?: string,
  ) {
    const parts = /^([a-z-]+)-([a-z]{2})\.(pdf|docx)$/.exec(file);
    if (!parts) throw new NotFound();
    const [, kind, language, format] = parts as unknown as [string, string, string, DocumentFormat];
    const made =
      version === undefined
        ? await this.documents.preview(activityId, kind, language, format)
        : await this.documents.stored(activityId, kind, language, format, Number(version) || -1);
    return new Download(made.bytes, made.mediaType, made.fileName, inline !== undefined && format === 'pdf');
  }

  private async draw(activityId: string, problem?: string): Promise<string> {
    const header = await this.frame.of(activityId, 'documents');
    const versions = await this.queries.versions(activityId);
    const papers: PaperRow[] = [];
    for (const source of this.sources.all) {
      const missing = await source.missing?.(activityId);
      papers.push({
        source,
        missing: missing ? t(missing) : null,
        versions: versions.filter((one) => one.kind === source.kind),
      });
    }
    return page(<DocumentsPage activityId={activityId} papers={papers} problem={problem} />, {
      title: t('documents.title'),
      section: 'receptions',
      activity: header,
    });
  }
}
