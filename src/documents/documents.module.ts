import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { Db } from '../platform/database/db.service.js';
import { ProgrammeModule } from '../programme/programme.module.js';
import { ProgrammeQueries } from '../programme/programme.queries.js';
import { Document, DocumentVersion } from './document.entity.js';
import { DocumentSources } from './document-sources.registry.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';
import { ProgrammeDocumentQueries } from './programme-document.queries.js';
import { renderPdf } from './rendering/pdf.js';
import { ReportRendering } from './report-rendering.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Document, DocumentVersion]), ActivitiesModule, ProgrammeModule],
  controllers: [DocumentsController],
  providers: [DocumentsService, DocumentsQueries, DocumentSources, ProgrammeDocumentQueries, ReportRendering],
  exports: [DocumentsService, DocumentsQueries, DocumentSources, ReportRendering],
})
export class DocumentsModule implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly tabs: ActivityTabs,
    private readonly sources: DocumentSources,
    private readonly programme: ProgrammeQueries,
    private readonly data: ProgrammeDocumentQueries,
  ) {}

  onModuleInit(): void {
    this.tabs.add({ id: 'documents', label: 'documents.title', path: 'documents', order: 40 });
    const missing = async (activityId: string) =>
      (await this.programme.items(activityId)).length > 0 ? null : 'documents.missing.programme';
    this.sources.register({
      kind: 'programme',
      label: 'documents.kind.programme',
      order: 10,
      formats: ['pdf'],
      fileName: 'programme',
      missing,
      render: async (activityId, language) =>
        renderPdf('programme', await this.db.read(() => this.data.working(activityId, language)), { language }),
    });
    this.sources.register({
      kind: 'programme-guest',
      label: 'documents.kind.programme_guest',
      order: 20,
      formats: ['pdf'],
      fileName: 'programme-guest',
      missing,
      render: async (activityId, language) =>
        renderPdf('programme-guest', await this.db.read(() => this.data.guest(activityId, language)), { language }),
    });
  }
}
