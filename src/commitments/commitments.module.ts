import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DirectoryModule } from '../directory/directory.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { followUpMenu } from '../platform/web/menu.js';
import { Commitment } from './commitment.entity.js';
import { COMMITMENT_READERS } from './commitment.rules.js';
import { CommitmentSources } from './commitment-sources.registry.js';
import { KEEPERS } from './commitment.states.js';
import { CommitmentsApi } from './commitments.api.js';
import { CommitmentsController } from './commitments.controller.js';
import { CommitmentsReads } from './commitments-page.queries.js';
import { CommitmentPanels } from './commitments.panels.js';
import { CommitmentsQueries } from './commitments.queries.js';
import { CommitmentsService } from './commitments.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Commitment]), DirectoryModule, InstitutionModule],
  controllers: [CommitmentsController, CommitmentsApi],
  providers: [CommitmentsService, CommitmentsQueries, CommitmentsReads, CommitmentSources, CommitmentPanels],
  exports: [CommitmentsService, CommitmentsQueries, CommitmentsReads, CommitmentSources],
})
export class CommitmentsModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    this.permissions.declare({ 'commitments.read': COMMITMENT_READERS, 'commitments.keep': KEEPERS });
    const entry = { path: 'commitments', permission: 'commitments.read' };
    followUpMenu.add({ ...entry, id: 'commitments', label: 'commitments.title', order: 20 });
  }
}
