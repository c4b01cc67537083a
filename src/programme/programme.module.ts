import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { LogisticsModule } from '../logistics/logistics.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { StepGuards } from '../activities/step-guards.registry.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { t } from '../platform/i18n/translate.js';
import { BlocksService } from './resources/blocks.service.js';
import { ActivityConflictsQueries } from './conflicts/activity-conflicts.queries.js';
import { BusyQueries } from './conflicts/busy.queries.js';
import { ConflictLevelsService } from './conflicts/conflict-levels.service.js';
import { ConflictLevelsQueries } from './conflicts/conflict-levels.queries.js';
import { ConflictsQueries } from './conflicts/conflicts.queries.js';
import { ComposeController } from './compose/compose.controller.js';
import { ComposeParts, ComposeService } from './compose/compose.service.js';
import { ExplainService } from './compose/explain.service.js';
import { ProblemQueries } from './compose/problem.queries.js';
import { ProgrammeProposal } from './compose/proposal.entity.js';
import { SolverService } from './compose/solver.service.js';
import { FindTimeController } from './find-time/find-time.controller.js';
import { FindTimeService } from './find-time/find-time.service.js';
import { PocketController } from './pocket/pocket.controller.js';
import { PocketLink } from './pocket/pocket-link.entity.js';
import { PocketLinksController } from './pocket/pocket-links.controller.js';
import { PocketDoor, PocketLinksService } from './pocket/pocket-links.service.js';
import { PocketQueries } from './pocket/pocket.queries.js';
import { ConcernedQueries } from './editions/concerned.queries.js';
import { MineController } from './mine/mine.controller.js';
import { MineParts, MineService } from './mine/mine.service.js';
import { ReleaseNotices } from './editions/release-notices.listeners.js';
import { SubstitutesQueries } from './conflicts/substitutes.queries.js';
import { CopiesController } from './copies.controller.js';
import { CopiesService } from './copies.service.js';
import { PlanningApi } from './planning.api.js';
import { ConflictLevelsController } from './conflicts/conflict-levels.controller.js';
import { EditionsController } from './editions/editions.controller.js';
import { EditionsService } from './editions/editions.service.js';
import { AwayQueries } from './conflicts/away.queries.js';
import { LineFactsQueries } from './conflicts/line-facts.queries.js';
import { LinesAskedQueries } from './conflicts/lines-asked.queries.js';
import { OccupancyService } from './conflicts/occupancy.service.js';
import { Edition, ProgrammeItem, RequestedMeeting } from './programme-item.entity.js';
import { EditionsApi, ProgrammeApi } from './programme.api.js';
import { ProgrammeBoardQueries } from './programme-board.queries.js';
import { ProgrammeLinesQueries } from './programme-lines.queries.js';
import { ProgrammeController } from './programme.controller.js';
import { ItemEditsService } from './item-edits.service.js';
import { ProgrammeItemsController } from './programme-items.controller.js';
import { ProgrammeTimelineService } from './programme-timeline.service.js';
import { ProgrammeTodayService } from './programme-today.service.js';
import { ProgrammeTodayQueries } from './today.queries.js';
import { ProgrammeView } from './programme.view.js';
import { ReleaseAudience } from './editions/release-audience.registry.js';
import { WaysOutService } from './conflicts/ways-out.service.js';
import { ProgrammeQueries } from './programme.queries.js';
import { WebhookEvents } from '../platform/webhooks/webhook-events.registry.js';
import { ProgrammeService } from './programme.service.js';
import { RequestedMeetingsService } from './requested-meetings.service.js';
import { Interpreter, ResourceBlock, Vehicle, Venue } from './resources/resource.entity.js';
import { ResourcesExportController } from './resources/resources-export.controller.js';
import { ResourcesController } from './resources/resources.controller.js';
import { ResourcesQueries } from './resources/resources.queries.js';
import { ResourcesService } from './resources/resources.service.js';
import { accountMenu, menu, settingsMenu } from '../platform/web/menu.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ProgrammeItem,
      RequestedMeeting,
      Edition,
      Venue,
      Vehicle,
      Interpreter,
      ResourceBlock,
      ProgrammeProposal,
      PocketLink,
    ]),
    ActivitiesModule,
    AccountsModule,
    DirectoryModule,
    InstitutionModule,
    LogisticsModule,
  ],
  controllers: [
    ProgrammeController,
    ProgrammeItemsController,
    EditionsController,
    ResourcesExportController,
    ProgrammeApi,
    EditionsApi,
    ResourcesController,
    ConflictLevelsController,
    FindTimeController,
    ComposeController,
    PlanningApi,
    PocketController,
    MineController,
    CopiesController,
    PocketLinksController,
  ],
  providers: [
    ProgrammeTimelineService,
    ProgrammeTodayQueries,
    ProgrammeTodayService,
    ProgrammeBoardQueries,
    ProgrammeLinesQueries,
    ResourcesQueries,
    ProgrammeView,
    ReleaseAudience,
    WaysOutService,
    ItemEditsService,
    ProgrammeService,
    EditionsService,
    RequestedMeetingsService,
    ResourcesService,
    OccupancyService,
    ConflictsQueries,
    ActivityConflictsQueries,
    BusyQueries,
    ConflictLevelsQueries,
    ConflictLevelsService,
    LinesAskedQueries,
    AwayQueries,
    LineFactsQueries,
    BlocksService,
    FindTimeService,
    ProblemQueries,
    SolverService,
    ExplainService,
    ComposeParts,
    ComposeService,
    PocketDoor,
    PocketLinksService,
    PocketQueries,
    ConcernedQueries,
    SubstitutesQueries,
    CopiesService,
    MineParts,
    MineService,
    ReleaseNotices,
    ProgrammeQueries,
  ],
  exports: [
    ReleaseAudience,
    ProgrammeService,
    EditionsService,
    RequestedMeetingsService,
    ResourcesService,
    BlocksService,
    ConflictsQueries,
    ActivityConflictsQueries,
    BusyQueries,
    ProgrammeQueries,
  ],
})
export class ProgrammeModule implements OnModuleInit {
  constructor(
    private readonly permissions: PermissionsService,
    private readonly guards: StepGuards,
    private readonly queries: ProgrammeQueries,
    private readonly editions: EditionsService,
    private readonly tabs: ActivityTabs,
    private readonly webhooks: WebhookEvents,
  ) {}

  onModuleInit(): void {
    this.webhooks.offer('programme.released', 'programme.webhook.released');
    this.permissions.declare({
      'programme.edit': ['head-intl', 'desk-officer', 'protocol', 'body-secretary'],
      'resources.see': [
        'tenant-admin',
        'head-intl',
        'desk-officer',
        'protocol',
        'body-secretary',
        'interpreter-coord',
        'auditor',
      ],
      'resources.keep': ['protocol', 'interpreter-coord', 'desk-officer', 'head-intl', 'tenant-admin'],
    });
    menu.add({
      id: 'resources',
      path: 'resources',
      label: 'programme.resources.menu',
      order: 95,
      permission: 'resources.see',
    });
    accountMenu.add({ id: 'my-programme', path: 'my-programme', label: 'programme.mine.title', order: 4 });
    settingsMenu.add({
      id: 'conflicts',
      path: 'settings/conflicts',
      label: 'programme.levels.title',
      order: 40,
      permission: 'institution.edit',
    });
    this.tabs.add({
      id: 'programme',
      label: 'programme.tab',
      path: 'programme',
      order: 10,
      permission: 'activities.see',
      badge: async (activityId) => {
        const count = await this.editions.linesInConflict(activityId);
        return count > 0 ? { text: t('programme.conflicts', { count }), isWarning: true } : null;
      },
    });
    this.guards.register('programme.released', async (activityId) =>
      (await this.queries.latestEdition(activityId)) ? null : { key: 'programme.guard.not_released', tab: 'programme' },
    );
  }
}
