import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DirectoryModule } from '../directory/directory.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { menu } from '../platform/web/menu.js';
import { BodiesApi } from './bodies.api.js';
import { BodiesController } from './bodies.controller.js';
import { BodiesPanels } from './bodies.panels.js';
import { BodiesQueries } from './bodies.queries.js';
import { BodiesService } from './bodies.service.js';
import { Body } from './body.entity.js';
import { BODY_READERS, BODY_WRITERS } from './body.rules.js';
import { Seat } from './seat.entity.js';
import { SeatsController } from './seats.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([Body, Seat]), DirectoryModule],
  controllers: [BodiesController, SeatsController, BodiesApi],
  providers: [BodiesService, BodiesQueries, BodiesPanels],
  exports: [BodiesService, BodiesQueries],
})
export class BodiesModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    this.permissions.declare({ 'bodies.read': BODY_READERS, 'bodies.write': BODY_WRITERS });
    menu.add({ id: 'bodies', path: 'bodies', label: 'bodies.title', order: 80, permission: 'bodies.read' });
  }
}
