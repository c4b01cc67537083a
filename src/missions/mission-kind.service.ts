import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { t } from '../platform/i18n/translate.js';
import { MissionOrderQueries } from './mission-order.queries.js';
import { nightsOf } from './mission-stay.rules.js';
import { mayPropose, mayRevise } from './mission.rules.js';
import { isCertain, isRevisable, missionLifecycle, tone } from './mission.states.js';
import { MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';

/** The mission among the kinds of activities. */
@Injectable()
export class MissionKind implements OnModuleInit {
  constructor(
    private readonly kinds: ActivityKinds,
    private readonly missions: MissionsService,
    private readonly queries: MissionsQueries,
    private readonly orders: MissionOrderQueries,
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
  }
}
