import { Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { Papers } from '../activities/papers.registry.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { ProgrammeModule } from '../programme/programme.module.js';
import { DocumentArchive } from './document-archive.service.js';
import { Document, DocumentDispatch, DocumentVersion } from './document.entity.js';
import { DocumentDispatches } from './document-dispatches.service.js';
import { DocumentLife } from './document-life.service.js';
import { DocumentSources } from './document-sources.registry.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsService } from './documents.service.js';
import { DocumentPack } from './packs/document-pack.entity.js';
import { PackPapers } from './packs/pack-papers.service.js';
import { PackWork } from './packs/pack-work.service.js';
import { PackPages } from './packs/packs-page.queries.js';
import { PacksApi } from './packs/packs.api.js';
import { PacksController } from './packs/packs.controller.js';
import { PacksQueries } from './packs/packs.queries.js';
import { PacksService } from './packs/packs.service.js';
import { PacksTicks } from './packs/packs.ticks.js';
import { PaperController } from './paper.controller.js';
import { PaperPages } from './paper-page.queries.js';
import { PaperRendering } from './paper-rendering.service.js';
import { DossierPapers } from './sources/dossier-papers.service.js';
import { ProgrammeDocumentQueries } from './sources/programme-document.queries.js';
import { ProgrammePapers } from './sources/programme-papers.service.js';
import { Photographs } from './photographs.service.js';
import { ReportRendering } from './report-rendering.service.js';
import { settingsMenu } from '../platform/web/menu.js';
import { DocumentWording } from './wording/document-wording.entity.js';
import { LetterTextController } from './letters/letter-text.controller.js';
import { LetterTexts } from './letters/letter-text.service.js';
import { WordTemplate } from './word-templates/word-template.entity.js';
import { WordTemplatesController } from './word-templates/word-templates.controller.js';
import { WordTemplates } from './word-templates/word-templates.service.js';
import { WordingController } from './wording/wording.controller.js';
import { WordingPages } from './wording/wording-page.queries.js';
import { WordingService } from './wording/wording.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Document,
      DocumentDispatch,
      DocumentPack,
      DocumentVersion,
      DocumentWording,
      WordTemplate,
    ]),
    ActivitiesModule,
    CommitmentsModule,
    DirectoryModule,
    InstitutionModule,
    ProgrammeModule,
  ],
  controllers: [
    WordTemplatesController,
    LetterTextController,
    WordingController,
    PaperController,
    PacksApi,
    PacksController,
    DocumentsController,
  ],
  providers: [
    DocumentsService,
    DocumentArchive,
    DocumentDispatches,
    DocumentLife,
    PaperPages,
    WordingService,
    WordingPages,
    WordTemplates,
    LetterTexts,
    DocumentsQueries,
    DocumentSources,
    PaperRendering,
    Photographs,
    ProgrammeDocumentQueries,
    ProgrammePapers,
    DossierPapers,
    ReportRendering,
    PacksService,
    PackWork,
    PackPapers,
    PacksQueries,
    PackPages,
    PacksTicks,
  ],
  exports: [
    DocumentsService,
    DocumentDispatches,
    DocumentLife,
    DocumentsQueries,
    DocumentSources,
    PaperRendering,
    ReportRendering,
  ],
})
export class DocumentsModule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly tabs: ActivityTabs,
    private readonly sources: DocumentSources,
    private readonly papers: Papers,
    private readonly rendering: PaperRendering,
    private readonly numbers: RegisterNumbers,
  ) {}

  onModuleInit(): void {
    settingsMenu.add({
      id: 'papers',
      path: 'settings/papers',
      label: 'documents.wording.title',
      order: 70,
      permission: 'institution.edit',
    });
    this.tabs.add({ id: 'documents', label: 'documents.title', path: 'documents', order: 40 });
  }

  /** By then every capability has said which papers it knows. */
  onApplicationBootstrap(): void {
    for (const paper of this.papers.all) {
      this.sources.register(this.rendering.sourceOf(paper));
      if (paper.register) this.numbers.register(paper.register);
    }
  }
}
