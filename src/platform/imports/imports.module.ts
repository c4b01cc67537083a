import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsService } from '../jobs/jobs.service.js';
import { PermissionsService } from '../permissions/permissions.service.js';
import { accountMenu } from '../web/menu.js';
import { Import } from './import.entity.js';
import { ImportKinds } from './import-kinds.registry.js';
import { ImportPlans } from './import-plan.service.js';
import { ImportProgress } from './import-progress.service.js';
import { ImportReading } from './import-reading.service.js';
import { ImportTicks } from './import.ticks.js';
import { ImportWork } from './import-work.service.js';
import { ImportsApi } from './imports.api.js';
import { ImportsController } from './imports.controller.js';
import { ImportsQueries } from './imports.queries.js';
import { ImportsService } from './imports.service.js';
import { UploadInterceptor } from './upload.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Import])],
  controllers: [ImportsController, ImportsApi],
  providers: [
    ImportKinds,
    ImportPlans,
    ImportProgress,
    ImportReading,
    ImportTicks,
    ImportWork,
    ImportsQueries,
    ImportsService,
    UploadInterceptor,
  ],
  exports: [ImportKinds],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    private readonly jobs: JobsService,
    private readonly permissions: PermissionsService,
    private readonly reading: ImportReading,
    private readonly work: ImportWork,
  ) {}

  onModuleInit(): void {
    this.jobs.define('imports.read', ({ importId }) => this.reading.read(String(importId)));
    this.jobs.define('imports.check', ({ importId }) => this.work.check(String(importId)));
    this.jobs.define('imports.apply', ({ importId }) => this.work.apply(String(importId)));
    this.permissions.declare({
      'imports.use': ['tenant-admin', 'head-intl', 'desk-officer', 'protocol', 'body-secretary', 'registry'],
    });
    accountMenu.add({
      id: 'imports',
      path: 'imports',
      label: 'platform.imports.title',
      order: 45,
      permission: 'imports.use',
    });
  }
}
