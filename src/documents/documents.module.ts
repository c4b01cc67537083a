import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { Papers } from '../activities/papers.registry.js';
import { ProgrammeModule } from '../programme/programme.module.js';
import { ProgrammeQueries } from '../programme/programme.queries.js';
import { Document, DocumentVersion } from './document.entity.js';
import { DocumentSources } from './document-sources.registry.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';
import { PaperRendering } from './paper-rendering.service.js';
import { ProgrammeDocumentQueries } from './programme-document.queries.js';
import { ReportRendering } from './report-rendering.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Document, DocumentVersion]), ActivitiesModule, ProgrammeModule],
  controllers: [DocumentsController],
  providers: [
    DocumentsService,
    DocumentsQueries,
    DocumentSources,
    PaperRendering,
    ProgrammeDocumentQueries,
    ReportRendering,
  ],
  exports: [DocumentsService, DocumentsQueries, DocumentSources, PaperRendering, ReportRendering],
})
export class DocumentsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly tabs: ActivityTabs,
    private readonly sources: DocumentSources,
    private readonly programme: ProgrammeQueries,
    private readonly data: ProgrammeDocumentQueries,
    private readonly papers: Papers,
    private readonly rendering: PaperRendering,
  ) {}

  onModuleInit(): void {
    this.tabs.add({ id: 'documents', label: 'documents.title', path: 'documents', order: 40 });
    const missing = async (activityId: string) =>
      (await this.programme.items(activityId)).length > 0 ? null : 'documents.missing.programme';
    this.papers.register({
      kind: 'programme',
      label: 'documents.kind.programme',
      group: 'programmes',
      order: 10,
      missing,
      data: async (activityId, language) => ({ ...(await this.data.working(activityId, language)) }),
    });
    this.papers.register({
      kind: 'programme-guest',
      label: 'documents.kind.programme_guest',
      group: 'programmes',
      order: 20,
      missing,
      data: async (activityId, language) => ({ ...(await this.data.guest(activityId, language)) }),
    });
  }

  /** By then every capability has said which papers it knows. */
  onApplicationBootstrap(): void {
    for (const paper of this.papers.all) this.sources.register(this.rendering.sourceOf(paper));
  }
}
