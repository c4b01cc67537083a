import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { Institution } from './institution.entity.js';
import { InstitutionService } from './institution.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Institution])],
  providers: [InstitutionService],
  exports: [InstitutionService],
})
export class InstitutionModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    this.permissions.declare({ 'institution.edit': ['tenant-admin'], 'sittings.plan': ['tenant-admin', 'head-intl', 'registry'] });
  }
}
