import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { StepGuards } from '../activities/step-guards.registry.js';
import { WaitingSources } from '../activities/waiting.registry.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { Current } from '../platform/current.js';
import { localized, t } from '../platform/i18n/translate.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { settingsMenu } from '../platform/web/menu.js';
import { ClaimsApi } from './claims.api.js';
import { ClaimsService } from './claims.service.js';
import { CostAdvance, CostEstimate, CostLine, ExpenseClaim } from './cost-line.entity.js';
import { CostRatesService } from './cost-rates.service.js';
import { mayClearCosts } from './cost.rules.js';
import { CostSettingsController } from './cost-settings.controller.js';
import { CostsApi } from './costs.api.js';
import { CostsController } from './costs.controller.js';
import { CostsReads } from './costs-page.queries.js';
import { CostsQueries } from './costs.queries.js';
import { CostsService } from './costs.service.js';
import { CostPapers } from './cost-papers.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([CostLine, CostEstimate, CostAdvance, ExpenseClaim]),
    InstitutionModule,
    DirectoryModule,
    ActivitiesModule,
  ],
  controllers: [CostsController, CostSettingsController, ClaimsApi, CostsApi],
  providers: [CostsService, ClaimsService, CostRatesService, CostsQueries, CostsReads, CostPapers],
  exports: [CostsService, ClaimsService, CostRatesService, CostsQueries],
})
export class CostsModule implements OnModuleInit {
  constructor(
    private readonly tabs: ActivityTabs,
    private readonly guards: StepGuards,
    private readonly waiting: WaitingSources,
    private readonly permissions: PermissionsService,
    private readonly queries: CostsQueries,
    private readonly rates: CostRatesService,
  ) {}

  onModuleInit(): void {
    this.permissions.declare({
      'costs.see': [
        'tenant-admin',
        'head-intl',
        'desk-officer',
        'protocol',
        'body-secretary',
        'approver',
        'finance',
        'auditor',
      ],
      'costs.rates': ['tenant-admin', 'finance'],
    });
    this.tabs.add({ id: 'costs', label: 'costs.title', path: 'costs', order: 55, permission: 'costs.see' });
    const cleared = async (id: string) =>
      (await this.queries.isCleared(id)) ? null : { key: 'costs.guard.estimate_cleared', tab: 'costs' };
    this.guards.register('costs.estimate_cleared', cleared);
    this.guards.register('costs.estimate_cleared_where_asked', async (id) =>
      (await this.rates.rules()).estimateForReceptions ? cleared(id) : null,
    );
    this.guards.register('costs.settled', async (id) =>
      (await this.queries.isSettled(id)) ? null : { key: 'costs.guard.settled', tab: 'costs' },
    );
    this.waiting.add({
      id: 'estimates',
      permission: 'costs.rates',
      of: async () =>
        (await this.queries.awaiting(Current.actor.accountId))
          .filter((row) => mayClearCosts(Current.actor, { id: row.id, bodyId: row.body_id }))
          .map((row) => ({
            id: `estimate-${row.id}`,
            label: t('costs.estimate'),
            what: localized(row.title),
            why: t('costs.waiting'),
            href: `/${Current.institution.slug}/activities/${row.id}/costs`,
            verb: t('costs.look'),
            dueOn: row.starts_on,
          })),
    });
    settingsMenu.add({
      id: 'costs',
      path: 'settings/costs',
      label: 'costs.title',
      order: 45,
      permission: 'costs.rates',
    });
  }
}
