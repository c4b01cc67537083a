import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DirectoryModule } from '../directory/directory.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { menu } from '../platform/web/menu.js';
import { BodiesApi } from './bodies.api.js';
import { BodiesController } from './bodies.controller.js';
import { BodiesExportController } from './bodies-export.controller.js';
import { BodiesPanels } from './bodies.panels.js';
import { BodiesQueries } from './bodies.queries.js';
import { BodiesService } from './bodies.service.js';
import { BodyDeadlines } from './body-deadlines.service.js';
import { BodyController } from './body.controller.js';
import { Body } from './body.entity.js';
import {
  BODY_READERS,
  BODY_WRITERS,
  COMPOSERS,
  CONTACT_READERS,
  CONTACT_WRITERS,
  ROLLOVER_CONFIRMERS,
  ROLLOVER_PREPARERS,
} from './body.rules.js';
import { BodyPartsApi } from './body-parts.api.js';
import { BodyReadings } from './body-readings.queries.js';
import { BodyRule } from './composition/body-rule.entity.js';
import { CompositionService } from './composition/composition.service.js';
import { RulesController } from './composition/rules.controller.js';
import { CompositionRules } from './composition/rules.service.js';
import { ForeignContact } from './contacts/contact.entity.js';
import { ContactsApi } from './contacts/contacts.api.js';
import { ContactsExportController } from './contacts/contacts-export.controller.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { ContactsQueries } from './contacts/contacts.queries.js';
import { ContactsService } from './contacts/contacts.service.js';
import { BodyMove } from './course/body-move.entity.js';
import { BodyCourse } from './course/course.service.js';
import { Matter } from './matters/matter.entity.js';
import { MattersController } from './matters/matters.controller.js';
import { MattersQueries } from './matters/matters.queries.js';
import { MattersService } from './matters/matters.service.js';
import { Rollover } from './rollover/rollover.entity.js';
import { RolloverQueries } from './rollover/rollover.queries.js';
import { RolloverService } from './rollover/rollover.service.js';
import { RolloversController } from './rollover/rollovers.controller.js';
import { Seat } from './seats/seat.entity.js';
import { SeatsController } from './seats/seats.controller.js';
import { SeatsService } from './seats/seats.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Body, Seat, BodyMove, BodyRule, Matter, ForeignContact, Rollover]),
    DirectoryModule,
    InstitutionModule,
  ],
  controllers: [
    BodiesController,
    BodiesExportController,
    BodyController,
    SeatsController,
    MattersController,
    RulesController,
    ContactsExportController,
    ContactsController,
    RolloversController,
    ContactsApi,
    BodiesApi,
    BodyPartsApi,
  ],
  providers: [
    BodiesService,
    BodiesQueries,
    BodiesPanels,
    BodyReadings,
    BodyCourse,
    CompositionService,
    CompositionRules,
    SeatsService,
    MattersService,
    MattersQueries,
    ContactsService,
    ContactsQueries,
    RolloverService,
    RolloverQueries,
    BodyDeadlines,
  ],
  exports: [
    ContactsService,
    BodiesService,
    BodiesQueries,
    SeatsService,
    MattersService,
    MattersQueries,
    CompositionRules,
  ],
})
export class BodiesModule implements OnModuleInit {
  constructor(private readonly permissions: PermissionsService) {}

  onModuleInit(): void {
    this.permissions.declare({
      'bodies.read': BODY_READERS,
      'bodies.write': BODY_WRITERS,
      'composition.edit': COMPOSERS,
      'contacts.read': CONTACT_READERS,
      'contacts.write': CONTACT_WRITERS,
      'rollovers.read': [...ROLLOVER_PREPARERS, ...ROLLOVER_CONFIRMERS],
      'rollovers.prepare': ROLLOVER_PREPARERS,
      'rollovers.confirm': ROLLOVER_CONFIRMERS,
    });
    menu.add({ id: 'bodies', path: 'bodies', label: 'bodies.title', order: 80, permission: 'bodies.read' });
  }
}
