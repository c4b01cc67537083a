import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActivitiesModule } from '../activities/activities.module.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { ActivityTabs } from '../activities/activity-tabs.registry.js';
import { WaitingSources } from '../activities/waiting.registry.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { InstitutionModule } from '../institution/institution.module.js';
import { t } from '../platform/i18n/translate.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { menu, settingsMenu } from '../platform/web/menu.js';
import { MissionApplication, MissionCall } from './calls/call.entity.js';
import { CallsController } from './calls/calls.controller.js';
import { CallsQueries } from './calls/calls.queries.js';
import { CallsService } from './calls/calls.service.js';
import { CallsWaiting } from './calls/calls-waiting.service.js';
import { MissionCallController } from './calls/mission-call.controller.js';
import { MissionPapers } from './mission-papers.service.js';
import { MissionController } from './mission.controller.js';
import { MissionDeadlines } from './mission-deadlines.service.js';
import { MissionHistory } from './mission-history.service.js';
import { MissionGuards } from './mission-guards.service.js';
import { MissionOrderQueries } from './mission-order.queries.js';
import { MissionPlanService } from './mission-plan.service.js';
import { MissionSettingsController } from './mission-settings.controller.js';
import { Mission, MissionClearance, MissionLeg, MissionTask } from './mission.entity.js';
import { nightsOf } from './mission-stay.rules.js';
import { mayPropose, mayRevise, PROPOSERS } from './mission.rules.js';
import { isCertain, isRevisable, missionLifecycle, tone } from './mission.states.js';
import { MissionsApi } from './missions.api.js';
import { MissionsController } from './missions.controller.js';
import { MissionsListeners } from './missions.listeners.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';
import { MissionsWaiting } from './missions-waiting.queries.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Mission, MissionTask, MissionLeg, MissionClearance, MissionCall, MissionApplication]),
    InstitutionModule,
    DirectoryModule,
    ActivitiesModule,
  ],
  controllers: [
    MissionsController,
    MissionController,
    MissionSettingsController,
    CallsController,
    MissionCallController,
    MissionsApi,
  ],
  providers: [
    MissionsService,
    MissionPlanService,
    MissionsQueries,
    MissionOrderQueries,
    MissionGuards,
    MissionHistory,
    MissionDeadlines,
    MissionsListeners,
    MissionsWaiting,
    MissionPapers,
    CallsService,
    CallsQueries,
    CallsWaiting,
  ],
  exports: [MissionsService, MissionPlanService, MissionsQueries],
})
export class MissionsModule implements OnModuleInit {
  constructor(
    private readonly kinds: ActivityKinds,
    private readonly tabs: ActivityTabs,
    private readonly waiting: WaitingSources,
    private readonly permissions: PermissionsService,
    private readonly missions: MissionsService,
    private readonly queries: MissionsQueries,
    private readonly orders: MissionOrderQueries,
    private readonly waitingMissions: MissionsWaiting,
  ) {}

  onModuleInit(): void {
    this.kinds.register({
      kind: 'mission',
      path: 'missions',
      lifecycle: missionLifecycle,
      words: (word) => `missions.words.${word}`,
      stateKey: 'missions.state',
      stepKey: 'missions.step',
      opensAt: 'mission',
      mayPropose,
      mayRevise: (actor, mission) => isRevisable(mission.state) && mayRevise(actor, mission),
      tone,
      look: 'out',
      dated: { underway: 'startsOn', completed: 'endsOn' },
      isCertain,
      take: (id, to, reason) => this.missions.take(id, to, reason),
      brief: async (id) => {
        const { basis, purpose } = await this.queries.one(id);
        return { basis, purpose, topics: (await this.queries.tasks(id)).map(({ content }) => content) };
      },
      eyebrow: async (id) => `${t(`missions.kind.${(await this.queries.one(id)).kind}`)} · ${t('missions.words.one')}`,
      stay: async (id) => ({
        days: nightsOf(await this.queries.legs(id), await this.queries.one(id)),
        meals: (await this.queries.one(id)).host_pays.includes('meals'),
        lodging: (await this.queries.one(id)).host_pays.includes('lodging'),
      }),
      versions: { fixedBy: ['approved'], content: (id) => this.orders.facts(id) },
    });
    this.tabs.add({ id: 'mission', label: 'missions.words.one', path: 'mission', order: 5, kinds: ['mission'] });
    this.waiting.add({ id: 'clearances', permission: 'activities.see', of: () => this.waitingMissions.of() });
    menu.add({
      id: 'missions',
      path: 'missions',
      label: 'missions.words.title',
      order: 35,
      permission: 'activities.see',
    });
    settingsMenu.add({
      id: 'missions',
      path: 'settings/missions',
      label: 'missions.words.title',
      order: 40,
      permission: 'institution.edit',
    });
    this.permissions.declare({ 'missions.propose': [...PROPOSERS] });
  }
}
