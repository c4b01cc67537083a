import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { Reception } from './reception.entity.js';
import { receptionLifecycle } from './reception.states.js';
import { ReceptionsService } from './receptions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Reception]), ActivitiesModule],
  providers: [ReceptionsService],
  exports: [ReceptionsService],
})
export class ReceptionsModule implements OnModuleInit {
  constructor(
    private readonly kinds: ActivityKinds,
    private readonly permissions: PermissionsService,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'reception', path: 'receptions', lifecycle: receptionLifecycle, stateKey: 'receptions.state' });
    this.permissions.declare({ 'receptions.propose': ['desk-officer', 'head-intl', 'body-secretary', 'protocol'] });
  }
}
