import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { isOpen, mayPlan } from '../activities/activity.rules.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { DeadlineTriggers } from '../institution/deadlines/deadlines.registry.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import { menu } from '../platform/web/menu.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { visitTriggers } from './reception-deadlines.js';
import { ReceptionHistory } from './reception-history.service.js';
import { mayPropose } from './reception.rules.js';
import { Reception } from './reception.entity.js';
import { receptionLifecycle, type ReceptionState, tone } from './reception.states.js';
import { factsOf } from './reception-facts.rules.js';
import { ReceptionsApi } from './receptions.api.js';
import { ReceptionsController } from './receptions.controller.js';
import { ReceptionsQueries } from './receptions.queries.js';
import { ReceptionsService } from './receptions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Reception]), ActivitiesModule, DirectoryModule, InstitutionModule],
  controllers: [ReceptionsController, ReceptionsApi],
  providers: [ReceptionsService, ReceptionsQueries, ReceptionHistory],
  exports: [ReceptionsService],
})
export class ReceptionsModule implements OnModuleInit {
  constructor(
    private readonly kinds: ActivityKinds,
    private readonly permissions: PermissionsService,
    private readonly receptions: ReceptionsService,
    private readonly queries: ReceptionsQueries,
    private readonly triggers: DeadlineTriggers,
    private readonly db: Db,
  ) {}

  onModuleInit(): void {
    visitTriggers(this.db).forEach((trigger) => this.triggers.register(trigger));
    this.kinds.register({
      kind: 'reception',
      path: 'receptions',
      lifecycle: receptionLifecycle,
      words: (word) => `receptions.words.${word}`,
      stateKey: 'receptions.state',
      stepKey: 'receptions.step',
      opensAt: 'programme',
      mayPropose,
      mayRevise: (actor, activity) => isOpen(activity) && mayPropose(actor) && mayPlan(actor, activity),
      tone,
      dated: { 'in-progress': 'startsOn', completed: 'endsOn' },
      isCertain: (state) =>
        receptionLifecycle.course.indexOf(state as ReceptionState) >= receptionLifecycle.course.indexOf('confirmed'),
      take: (id, to, reason) => this.receptions.take(id, to, reason),
      brief: (id) => this.queries.one(id),
      versions: {
        fixedBy: ['approved-in-principle', 'programme-approved'],
        content: async (id) => factsOf(await this.queries.one(id)),
      },
      eyebrow: async (id) =>
        `${t(`receptions.category.${await this.queries.category(id)}`)} · ${t('receptions.words.one')}`,
    });
    menu.add({
      id: 'receptions',
      path: 'receptions',
      label: 'receptions.words.title',
      order: 30,
      permission: 'activities.see',
    });
    this.permissions.declare({
      'receptions.propose': ['desk-officer', 'head-intl', 'body-secretary', 'protocol'],
    });
  }
}
