import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DocumentSources } from '../documents/document-sources.registry.js';
import { ReportRendering } from '../documents/report-rendering.service.js';
import { Db } from '../platform/database/db.service.js';
import { ReportDocument } from './report-document.queries.js';
import { ReportsQueries } from './reports.queries.js';
import { REPORT } from './reports.service.js';

/** The report among the papers of its activity; it is approved on its own page. */
@Injectable()
export class ReportPaper implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly sources: DocumentSources,
    private readonly reports: ReportsQueries,
    private readonly paper: ReportDocument,
    private readonly rendering: ReportRendering,
  ) {}

  onModuleInit(): void {
    this.sources.register({
      kind: REPORT,
      label: 'reports.title',
      group: 'dossier',
      order: 60,
      formats: ['pdf', 'docx'],
      fileName: 'report',
      missing: async (activityId) => ((await this.reports.state(activityId)) ? null : 'reports.missing'),
      isApprovedElsewhere: true,
      render: async (activityId, { language, format }) =>
        this.rendering.render(await this.db.read(() => this.paper.of(activityId, language)), language, format),
    });
  }
}
