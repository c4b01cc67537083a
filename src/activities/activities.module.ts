import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { InstitutionModule } from '../institution/institution.module.js';
import { menu } from '../platform/web/menu.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { ActivitiesApi } from './activities.api.js';
import { ActivitiesQueries, MEMBER_COUNT } from './activities.queries.js';
import { ActivitiesService } from './activities.service.js';
import { Activity, ActivityStep, Delegation, DelegationMember } from './activity.entity.js';
import { ActivitySearch } from './activity-search.service.js';
import { ActivityExport } from './activity-export.service.js';
import { ActivityTabsQueries } from './activity-tabs.queries.js';
import { ActivityGuards } from './activity-guards.service.js';
import { ActivityFrame } from './activity-frame.queries.js';
import { ActivityKinds } from './activity-kinds.registry.js';
import { ActivityTabs } from './activity-tabs.registry.js';
import { ApprovalsService } from './approvals.service.js';
import { ActivityCommitmentsController } from './commitments/activity-commitments.controller.js';
import { ActivityCommitments } from './commitments/activity-commitments.service.js';
import { BodiesModule } from '../bodies/bodies.module.js';
import { DelegationComposition } from './delegation-composition.service.js';
import { DelegationCompositionController } from './delegation-composition.controller.js';
import { DaysController } from './days.controller.js';
import { DeadlinesWaiting } from './deadlines-waiting.service.js';
import { DelegationController } from './delegation.controller.js';
import { DelegationOrderController } from './delegation-order.controller.js';
import { DelegationOrderService } from './delegation-order.service.js';
import { DelegationsService } from './delegations.service.js';
import { HistoryController } from './history.controller.js';
import { KindApi } from './kinds/kind-api.service.js';
import { KindPages } from './kinds/kind-pages.service.js';
import { MemberTravelNeeds } from './member-travel-needs.service.js';
import { DormantController } from './partners/dormant.controller.js';
import { ActivityPartnerPanels } from './partners/partner-panels.service.js';
import { PartnerVisits } from './partners/partner-visits.queries.js';
import { LetterPapers } from './papers/letter-papers.service.js';
import { PeoplePapers } from './papers/people-papers.service.js';
import { VisitFactsQueries } from './papers/visit-facts.queries.js';
import { Papers } from './papers.registry.js';
import { StepGuards } from './step-guards.registry.js';
import { StepsController } from './steps.controller.js';
import { StepsQueries } from './steps.queries.js';
import { TimelineController } from './timeline.controller.js';
import { Timeline } from './timeline.registry.js';
import { TodayController } from './today.controller.js';
import { TodayPanels } from './today-panels.registry.js';
import { TodayQueries } from './today.queries.js';
import { VersionsController } from './versions.controller.js';
import { VersionsQueries } from './versions.queries.js';
import { VersionsService } from './versions.service.js';
import { ActivityVersion } from './activity-version.entity.js';
import { VisitDirections } from './visit-imports.registry.js';
import { VisitPartners } from './imports/visit-partners.service.js';
import { VisitsImport } from './imports/visits.import.js';
import { WaitingSources } from './waiting.registry.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Activity, ActivityStep, ActivityVersion, Delegation, DelegationMember]),
    BodiesModule,
    CommitmentsModule,
    DirectoryModule,
    InstitutionModule,
  ],
  controllers: [
    TodayController,
    StepsController,
    DelegationOrderController,
    DelegationCompositionController,
    DelegationController,
    HistoryController,
    VersionsController,
    TimelineController,
    DormantController,
    DaysController,
    ActivityCommitmentsController,
    ActivitiesApi,
  ],
  providers: [
    VersionsService,
    VersionsQueries,
    ActivitiesService,
    ActivitiesQueries,
    DelegationsService,
    DelegationOrderService,
    DelegationComposition,
    MemberTravelNeeds,
    ActivityKinds,
    ActivityTabs,
    Papers,
    VisitFactsQueries,
    LetterPapers,
    PeoplePapers,
    ActivityTabsQueries,
    ActivityFrame,
    ActivityExport,
    KindApi,
    KindPages,
    VisitDirections,
    VisitPartners,
    VisitsImport,
    StepGuards,
    ActivityGuards,
    StepsQueries,
    TodayQueries,
    ApprovalsService,
    DeadlinesWaiting,
    ActivitySearch,
    WaitingSources,
    TodayPanels,
    Timeline,
    PartnerVisits,
    ActivityPartnerPanels,
    ActivityCommitments,
  ],
  exports: [
    ActivitiesService,
    ActivitiesQueries,
    DelegationsService,
    DelegationOrderService,
    MemberTravelNeeds,
    ActivityKinds,
    ActivityTabs,
    Papers,
    VisitFactsQueries,
    ActivityFrame,
    KindApi,
    KindPages,
    VisitDirections,
    StepGuards,
    VersionsQueries,
    VersionsService,
    WaitingSources,
    TodayPanels,
    Timeline,
  ],
})
export class ActivitiesModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly tabs: ActivityTabs,
  ) {}

  onModuleInit(): void {
    this.tabs.add({
      id: 'people',
      label: 'activities.people.title',
      path: 'people',
      order: 20,
      counted: { sql: MEMBER_COUNT, badge: (count: number) => ({ text: String(count) }) },
    });
    this.tabs.add({ id: 'history', label: 'activities.history.title', path: 'history', order: 90 });
    menu.add({
      id: 'calendar',
      path: 'calendar',
      label: 'activities.calendar.title',
      order: 20,
      permission: 'activities.see',
    });
    menu.add({ id: 'today', path: '', label: 'activities.today.title', order: 10 });
    this.permissions.declare({
      'activities.see': [
        'tenant-admin',
        'head-intl',
        'desk-officer',
        'protocol',
        'body-secretary',
        'body-chair',
        'member',
        'approver',
        'finance',
        'security',
        'legal',
        'registry',
        'interpreter-coord',
        'auditor',
      ],
      'activities.plan': ['head-intl', 'desk-officer', 'protocol', 'body-secretary'],
    });
  }
}
